using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Simulation;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.Tests.Transfer;

/// <summary>Balchik 2011–2015, played, with deliveries of every fate, and exported once for all tests that only read it.</summary>
public sealed class ExportedBalchik : IAsyncLifetime, IDisposable
{
    public static readonly MunicipalityId Balchik = new("balchik");

    private readonly TemporaryDirectory _directory = new();

    internal PlayedStrategy Played { get; private set; } = null!;

    public string File => _directory["balchik.zip"];

    /// <summary>What a whole installation shows that holds the export and nothing else.</summary>
    public string Content { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Played = await PlayedStrategy.Play("balchik-2011-2015");
        using (var store = new OpenStore(Played.Data))
        {
            foreach (var (i, entry) in (await store.Ledger.Claim(["send-mail"], DateTimeOffset.MaxValue, 300)).Index())
            {
                Delivery? fate = (i % 5) switch
                {
                    0 => new Delivery.Sent($"250 прието {i}"),
                    1 => new Delivery.Failed("550 no such user"),
                    2 => new Delivery.Dropped("task finished"),
                    3 => new Delivery.Later(entry.NotBefore.AddHours(1), "451 greylisted"),
                    _ => null,
                };
                if (fate is not null)
                    await store.Ledger.Settle([entry.Key], fate);
            }

            await Write(store, File);
        }

        using var again = new OpenStore(Played.Data);
        Content = await again.Content();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Played.Dispose();
        _directory.Dispose();
    }

    internal static async Task Write(OpenStore store, string file)
    {
        await using var target = System.IO.File.Create(file);
        Assert.Null(await store.Export.Write(Balchik, target));
    }

    internal static ExportFile Open(string file)
    {
        Assert.True(ExportFile.TryOpen(System.IO.File.OpenRead(file), out var opened, out var refusal), refusal?.Message);
        return opened;
    }
}
