using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.Tests.Transfer;

/// <summary>The adapters over a data directory, as long as it is open.</summary>
internal sealed class OpenStore : IStoreUnderTest, IDisposable
{
    private readonly SqliteDatabase database;

    public OpenStore(DataDirectory directory)
    {
        database = SqliteDatabase.TryOpen(directory, out var opened, out var refusal) ? opened : throw new InvalidOperationException(refusal.Message);
        Documents = new FileDocuments(directory);
    }

    public IEventStore Events => new SqliteEventStore(database);

    public IEffectLedger Ledger => new SqliteEffectLedger(database);

    public IWakeUps WakeUps => new SqliteWakeUps(database);

    public IListing Listing => new SqliteListing(database);

    public FileDocuments Documents { get; }

    public Export Export => new(Events, Ledger, Documents);

    public Import Import => Watched(_ => { });

    public Import Watched(Action<string> writing)
    {
        var watched = new WatchedStore(Events, new SqliteEffectLedger(database), Documents, writing);
        return new(watched, Ledger, watched, watched);
    }

    public async Task<string> Content() => await StoreContent.Of(this);

    public void Dispose() => database.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
