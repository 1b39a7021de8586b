using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Web.Keys;

namespace Workflows.Functions.Hosting;

/// <summary>
/// Makes the tables and containers that are missing, and the first administrator's key from the setting <c>Workflows:FirstKey</c>, which whoever
/// deploys draws and keeps (a secret of the vault): instances start side by side and have no console to show one on.
/// </summary>
internal sealed partial class FirstStart(
    AzureStorage storage, IApiKeys keys, IConfiguration configuration, TimeProvider time, ILogger<FirstStart> log) : IHostedService
{
    private const string Id = "first-administrator";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await storage.Create(cancellationToken);
        if (configuration[$"{AppOptions.Section}:FirstKey"] is not { } secret || await keys.FindByHash(KeyMaker.HashOf(secret), cancellationToken) is not null)
            return;
        if (!secret.StartsWith(KeyMaker.Prefix, StringComparison.Ordinal) || secret.Length < KeyMaker.Prefix.Length + 32)
            throw new InvalidOperationException($"Workflows:FirstKey is '{KeyMaker.Prefix}' and at least 32 random characters.");
        if ((await keys.List(cancellationToken)).Count > 0)
            return;
        try
        {
            await keys.Add(new(Id, KeyMaker.HashOf(secret), "first administrator", ActorKind.Administrator, null, null, time.GetUtcNow(), null), cancellationToken);
            Made();
        }
        catch (Azure.RequestFailedException made) when (made.Status == 409)
        {
            // By another instance.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The first administrator's key was made from Workflows:FirstKey.")]
    private partial void Made();
}
