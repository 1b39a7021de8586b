using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// The database of one installation, <c>workflows.db</c> in its data directory: one writer that commits in groups, a few readers beside it.
/// Write-ahead log, flushed to disk at every commit. One process at a time.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly FileStream _held;
    private readonly Writer _writer;
    private readonly Readers _readers;

    private SqliteDatabase(FileStream held, Session session, string file)
    {
        _held = held;
        _writer = new Writer(session);
        _readers = new Readers(file);
    }

    /// <summary>
    /// Opens the database, creating it or bringing its shape up to date. Deliveries that the program was in the middle of when it
    /// stopped are <see cref="EffectState.Unknown"/> from here on.
    /// </summary>
    /// <param name="refusal"><c>storage.in-use</c> or <c>storage.newer</c>.</param>
    /// <exception cref="SqliteException">The file is damaged, is no database, or cannot be written.</exception>
    public static bool TryOpen(
        DataDirectory directory,
        [NotNullWhen(true)] out SqliteDatabase? database,
        [NotNullWhen(false)] out Rejection? refusal)
    {
        database = null;
        var held = directory.TryLock();
        if (held is null)
        {
            refusal = InUse(directory);
            return false;
        }

        Session? session = null;
        try
        {
            session = new Session(directory.Database, SqliteOpenMode.ReadWriteCreate);
            refusal = Migrations.VersionOf(session) is var version && version > Migrations.Latest ? Newer(directory, version) : null;
            if (refusal is not null)
                return false;
            Prepare(session);
            database = new SqliteDatabase(held, session, directory.Database);
            return true;
        }
        finally
        {
            if (database is null)
            {
                session?.Dispose();
                held.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
        _held.Dispose();
    }

    internal Task<T> Write<T>(Func<WriteContext, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return _writer.Write(work);
    }

    /// <summary>Writes into tables that hold all that was committed before.</summary>
    internal Task<T> WriteSettled<T>(Func<WriteContext, T> work, CancellationToken cancellation) => Write(
        context =>
        {
            context.Settle();
            return work(context);
        },
        cancellation);

    /// <summary>Reads tables that hold all that was committed before.</summary>
    internal async ValueTask<T> Read<T>(Func<Session, T> read, CancellationToken cancellation)
    {
        if (!_writer.IsSettled)
            await Settle(cancellation).ConfigureAwait(false);
        return await _readers.Read(read, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads of one stream alone, which waits for the rows of no other.</summary>
    internal async ValueTask<T> ReadStream<T>(StreamId stream, Func<Session, T> read, CancellationToken cancellation)
    {
        if (_writer.IsJournaled(stream))
            await Settle(cancellation).ConfigureAwait(false);
        return await _readers.Read(read, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads tables whose rows never wait in the journal.</summary>
    internal ValueTask<T> ReadBeside<T>(Func<Session, T> read, CancellationToken cancellation) => _readers.Read(read, cancellation);

    /// <summary>Writes the rows of all commits.</summary>
    internal Task Settle(CancellationToken cancellation) => WriteSettled(_ => true, cancellation);

    internal static Rejection InUse(DataDirectory directory) => new(
        "storage.in-use",
        $"Another process is using the data directory {directory.Root}. Stop it, or give this one a directory of its own.",
        new Dictionary<string, string> { ["directory"] = directory.Root });

    internal static Rejection Newer(DataDirectory directory, int version) => new(
        "storage.newer",
        $"The database in {directory.Root} was written by a newer program (shape {version}; this one knows {Migrations.Latest}). Use that program or a later one.",
        new Dictionary<string, string>
        {
            ["directory"] = directory.Root,
            ["version"] = version.ToString(CultureInfo.InvariantCulture),
            ["latest"] = Migrations.Latest.ToString(CultureInfo.InvariantCulture),
        });

    private static void Prepare(Session session)
    {
        // Decided when the file is made. A group of commits fills pages of twice the usual size, which halves the calls that write them.
        session.Run("PRAGMA page_size = 8192");
        session.Run("PRAGMA journal_mode = WAL");
        session.Run("PRAGMA synchronous = FULL");
        // In pages of 8 KiB; the log is brought into the database each time it has grown by 32 MiB.
        session.Run("PRAGMA wal_autocheckpoint = 4096");
        session.Run("PRAGMA journal_size_limit = 67108864");
        Migrations.Run(session);
        session.Prepare("BEGIN IMMEDIATE").Run();
        using var journal = new Journal();
        var context = new WriteContext(session, new StreamHeads(), journal);
        context.Reload();
        context.Settle();
        session.Run("UPDATE effects INDEXED BY effects_state SET state = 4 WHERE state = 1");
        session.Prepare("COMMIT").Run();
    }
}
