using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// A prepared statement that is run again and again. It binds spans and strings without a parameter object or a copy, which a
/// <see cref="SqliteCommand"/> cannot. Belongs to one <see cref="Session"/>, and so to one thread at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _handle;
    private int _bound;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
    }

    /// <summary>Binds the next parameter, from the first on after each run.</summary>
    public Statement With(long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, ++_bound, value));
        return this;
    }

    public Statement With(long? value)
    {
        if (value is { } number)
            return With(number);
        Check(raw.sqlite3_bind_null(_handle, ++_bound));
        return this;
    }

    public Statement With(string? value)
    {
        const int OnStack = 512;
        Span<byte> buffer = stackalloc byte[OnStack];
        // An empty span has no address and would be bound as NULL.
        if (value is { Length: > 0 } && Encoding.UTF8.TryGetBytes(value, buffer, out var length))
            Check(raw.sqlite3_bind_text(_handle, ++_bound, buffer[..length]));
        else if (value is null)
            Check(raw.sqlite3_bind_null(_handle, ++_bound));
        else
            Check(raw.sqlite3_bind_text(_handle, ++_bound, value));
        return this;
    }

    public Statement With(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, ++_bound, 0) : raw.sqlite3_bind_blob(_handle, ++_bound, value));
        return this;
    }

    /// <summary>Runs a statement that returns no rows; gives the number of rows it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    public List<T> All<T>(Func<Statement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (Step())
                rows.Add(read(this));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public void Dispose() => _handle.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    private bool Step()
    {
        var result = raw.sqlite3_step(_handle);
        if (result is not raw.SQLITE_ROW)
            Check(result is raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return result is raw.SQLITE_ROW;
    }

    // The result repeats the failure of the step before, which was thrown there.
    private void Reset()
    {
        _ = raw.sqlite3_reset(_handle);
        _bound = 0;
    }

    private void Check(int result)
    {
        if (result is not raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
