using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Web.Keys;
using Workflows.Web.Links;
using Workflows.Web.Pages.SignIn;

namespace Workflows.Functions.Hosting;

/// <summary>
/// Makes the tables and containers that are missing, the first administrator from their address in the settings, and the first key from the
/// setting <c>Workflows:FirstKey</c>, which whoever deploys draws and keeps (a secret of the vault): instances start side by side and have no
/// console to show one on.
/// </summary>
internal sealed partial class FirstStart(
    AzureStorage storage, IApiKeys keys, IPeople people, AppOptions options, IConfiguration configuration, TimeProvider time, ILogger<FirstStart> log)
    : IHostedLifecycleService
{
    private const string Id = "first-administrator";

    /// <summary>Before any other part starts: the keys that protect cookies are read from a table at once.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => storage.Create(cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.FirstAdministrator is { } email && (await people.List(new(), cancellationToken)).Count == 0)
            await people.Add(FirstPerson(email), cancellationToken);
        if (configuration[$"{AppOptions.Section}:FirstKey"] is { } secret && await keys.FindByHash(KeyMaker.HashOf(secret), cancellationToken) is null)
            await MakeKey(secret, cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Person FirstPerson(string email) =>
        new(FirstAdministrator.Id, email, LinkRequests.Normal(email), Language.Bg, ActorKind.Administrator, null, time.GetUtcNow(), null);

    private async Task MakeKey(string secret, CancellationToken cancellation)
    {
        if (!secret.StartsWith(KeyMaker.Prefix, StringComparison.Ordinal) || secret.Length < KeyMaker.Prefix.Length + 32)
            throw new InvalidOperationException($"Workflows:FirstKey is '{KeyMaker.Prefix}' and at least 32 random characters.");
        if ((await keys.List(cancellation)).Count > 0)
            return;
        var key = new ApiKey(Id, KeyMaker.HashOf(secret), "first administrator", ActorKind.Administrator, null, null, time.GetUtcNow(), null);
        // Or another instance did.
        if (await TableWrites.Saved(keys.Add(key, cancellation).AsTask()))
            Made();
    }

    [LoggerMessage(LogLevel.Information, "The first administrator's key was made from Workflows:FirstKey.")]
    private partial void Made();
}
