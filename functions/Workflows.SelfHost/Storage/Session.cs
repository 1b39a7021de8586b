using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.SelfHost.Storage;

/// <summary>A connection with the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public Session(string file, SqliteOpenMode mode)
    {
        Library.Configure();
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        _connection.Open();
        Run("PRAGMA busy_timeout = 10000");
        Run("PRAGMA temp_store = MEMORY");
        // Negative: in KiB.
        Run("PRAGMA cache_size = -16384");
        Run("PRAGMA mmap_size = 268435456");
    }

    public SqliteConnection Connection => _connection;

    /// <summary>Whether a transaction is open: SQLite itself ends one on some failures, such as a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new Statement(_connection.Handle!, sql);
        return statement;
    }

    /// <summary>Runs statements that are needed once; several may stand one after another.</summary>
    public void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }
}
