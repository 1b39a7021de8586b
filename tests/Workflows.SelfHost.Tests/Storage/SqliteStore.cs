using Microsoft.Data.Sqlite;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>The adapters over one database in a directory of their own.</summary>
internal sealed class SqliteStore : IStoreUnderTest, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteDatabase _database;

    public SqliteStore() => _database = Open();

    public DataDirectory Data => _directory.Data;

    public SqliteDatabase Database => _database;

    public IEventStore Events => new SqliteEventStore(_database);

    public IEffectLedger Ledger => new SqliteEffectLedger(_database);

    public IWakeUps WakeUps => new SqliteWakeUps(_database);

    public IListing Listing => new SqliteListing(_database);

    public IApiKeys ApiKeys => new SqliteApiKeys(_database);

    public IRequestKeys RequestKeys => new SqliteRequestKeys(_database);

    public ILinks Links => new SqliteLinks(_database);

    public ILinkUses LinkUses => new SqliteLinks(_database);

    public IPeople People => new SqlitePeople(_database);

    public ISessions Sessions => new SqliteSessions(_database);

    public IDrafts Drafts => new SqliteDrafts(_database);

    public IKeptValues KeptValues => new SqliteKeptValues(_database);

    public IOutbox Outbox => new SqliteOutbox(_database);

    public string this[string file] => _directory[file];

    public void Restart()
    {
        _database.Dispose();
        _database = Open();
    }

    public void Stop() => _database.Dispose();

    /// <summary>Writes past the program, as somebody would who tampers with the file.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Data.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteDatabase Open() =>
        SqliteDatabase.TryOpen(_directory.Data, out var opened, out var refusal) ? opened : throw new InvalidOperationException(refusal.Message);
}
