using Microsoft.Data.Sqlite;

namespace Workflows.Benchmarks;

/// <summary>The yardstick: one row in one durable transaction, with the settings of the store and nothing else.</summary>
internal sealed class BareDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    public BareDatabase(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO rows (body) VALUES ($body)";
        _insert.Parameters.Add("$body", SqliteType.Blob);
        _insert.Prepare();
    }

    public void Insert(byte[] body)
    {
        _insert.Parameters[0].Value = body;
        _insert.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
