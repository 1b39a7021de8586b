using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>The adapters over one database in a directory of their own.</summary>
internal sealed class SqliteStore : IStoreUnderTest, IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private SqliteDatabase database;

    public SqliteStore() => database = Open();

    public DataDirectory Data => directory.Data;

    public SqliteDatabase Database => database;

    public IEventStore Events => new SqliteEventStore(database);

    public IEffectLedger Ledger => new SqliteEffectLedger(database);

    public IWakeUps WakeUps => new SqliteWakeUps(database);

    public IListing Listing => new SqliteListing(database);

    public IApiKeys ApiKeys => new SqliteApiKeys(database);

    public ILinks Links => new SqliteLinks(database);

    public ILinkUses LinkUses => new SqliteLinks(database);

    public IPeople People => new SqlitePeople(database);

    public ISessions Sessions => new SqliteSessions(database);

    public IOutbox Outbox => new SqliteOutbox(database);

    public string this[string file] => directory[file];

    public void Restart()
    {
        database.Dispose();
        database = Open();
    }

    public void Stop() => database.Dispose();

    public void Dispose()
    {
        database.Dispose();
        directory.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteDatabase Open() =>
        SqliteDatabase.TryOpen(directory.Data, out var opened, out var refusal) ? opened : throw new InvalidOperationException(refusal.Message);
}
