using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.Tables;

namespace Workflows.Functions.Tests.Storage;

/// <summary>Tables and containers of its own for one test.</summary>
internal sealed class AzureStore : IStoreUnderTest
{
    private readonly StreamHeads _heads;
    private readonly TableEffectLedger _ledger;

    public AzureStore(AzureStorage storage)
    {
        Storage = storage;
        _heads = new StreamHeads(storage);
        var effects = new EffectRows(storage);
        var index = new StreamIndex(storage, effects);
        var events = new TableEventStore(storage, _heads, new CommandKeys(storage), index);
        Events = events;
        _ledger = new TableEffectLedger(effects, new LedgerPages(storage, index), new SentReferences(storage), _heads);
        WakeUps = new TableWakeUps(storage, _heads);
        Listing = new TableListing(storage, _heads, index);
        Healing = new Healing(storage, events, _heads, index, effects, NullLogger<Healing>.Instance);
    }

    public AzureStorage Storage { get; }

    public IEventStore Events { get; }

    public IEffectLedger Ledger => _ledger;

    public TableEffectLedger Tables => _ledger;

    public IWakeUps WakeUps { get; }

    public IListing Listing { get; }

    public Healing Healing { get; }

    /// <summary>Empty, with its tables made.</summary>
    public static async Task<AzureStore> Start(params HttpPipelineSynchronousPolicy[] policies)
    {
        var azurite = await Azurite.Instance;
        var storage = new AzureStorage(azurite.Tables(policies), azurite.Blobs(policies), $"t{Guid.NewGuid():N}"[..20]);
        await storage.Create();
        return new(storage);
    }

    /// <summary>Another instance of the program over the same storage.</summary>
    public AzureStore Another() => new(Storage);

    public async ValueTask DisposeAsync()
    {
        _heads.Dispose();
        _ledger.Dispose();
        foreach (var table in new[] { Storage.Streams, Storage.Index, Storage.Commands, Storage.Keys, Storage.Access })
            await table.DeleteAsync();
        foreach (var container in new[] { Storage.Documents, Storage.Commits })
            await container.DeleteIfExistsAsync();
    }
}
