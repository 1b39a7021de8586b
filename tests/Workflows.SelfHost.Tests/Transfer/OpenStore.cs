using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.Tests.Transfer;

/// <summary>The adapters over a data directory, as long as it is open.</summary>
internal sealed class OpenStore : IStoreUnderTest, IDisposable
{
    private readonly SqliteDatabase _database;

    public OpenStore(DataDirectory directory)
    {
        _database = SqliteDatabase.TryOpen(directory, out var opened, out var refusal) ? opened : throw new InvalidOperationException(refusal.Message);
        Documents = new FileDocuments(directory);
    }

    public IEventStore Events => new SqliteEventStore(_database);

    public IEffectLedger Ledger => new SqliteEffectLedger(_database);

    public IWakeUps WakeUps => new SqliteWakeUps(_database);

    public IListing Listing => new SqliteListing(_database);

    public FileDocuments Documents { get; }

    public Export Export => new(Events, Ledger, Documents);

    public Import Import => Watched(_ => { });

    public Import Watched(Action<string> writing)
    {
        var watched = new WatchedStore(Events, new SqliteEffectLedger(_database), Documents, writing);
        return new(watched, Ledger, watched, watched);
    }

    public async Task<string> Content() => await StoreContent.Of(this);

    public void Dispose() => _database.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
