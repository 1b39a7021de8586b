using Microsoft.Data.Sqlite;
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

    public IRequestKeys RequestKeys => new SqliteRequestKeys(database);

    public string this[string file] => directory[file];

    public void Restart()
    {
        database.Dispose();
        database = Open();
    }

    public void Stop() => database.Dispose();

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
