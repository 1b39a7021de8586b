using Microsoft.Data.Sqlite;

namespace Workflows.Benchmarks;

/// <summary>The yardstick: one row in one durable transaction, with the settings of the store and nothing else.</summary>
internal sealed class BareDatabase : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public BareDatabase(string file)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (body) VALUES ($body)";
        insert.Parameters.Add("$body", SqliteType.Blob);
        insert.Prepare();
    }

    public void Insert(byte[] body)
    {
        insert.Parameters[0].Value = body;
        insert.ExecuteNonQuery();
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
