using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <param name="Place">The stream and version, the document's path below the data directory, or the database's file name.</param>
/// <param name="Message">What is wrong there, in English.</param>
public sealed record StorageFault(string Place, string Message);

/// <summary>Proves what is stored by reading it, offline or beside the running program; changes nothing.</summary>
public static class StorageCheck
{
    /// <summary>
    /// The first fault of the database's own structure, of the chains of hashes and of the documents; null when all is well.
    /// </summary>
    public static async Task<StorageFault?> FirstFault(DataDirectory directory, CancellationToken cancellation = default) =>
        DatabaseFault(directory.Database, cancellation) ?? await DocumentFault(directory, cancellation).ConfigureAwait(false);

    private static StorageFault? DatabaseFault(string file, CancellationToken cancellation)
    {
        var name = Path.GetFileName(file);
        if (!File.Exists(file))
            return new StorageFault(name, "The database is missing.");
        try
        {
            using var session = new Session(file, SqliteOpenMode.ReadOnly);
            // All that follows sees one state of the database, whatever is written meanwhile.
            session.Prepare("BEGIN").Run();
            var version = Migrations.VersionOf(session);
            if (version is 0 || version > Migrations.Latest)
                return new StorageFault(name, $"The database has shape {version}; this program reads shapes 1 to {Migrations.Latest}.");
            var integrity = session.Prepare("PRAGMA integrity_check(1)").First(row => row.Text(0));
            return integrity is "ok" ? StreamFault(session, cancellation) : new StorageFault(name, integrity ?? "The check of the database gave no answer.");
        }
        catch (SqliteException failure)
        {
            return new StorageFault(name, failure.Message);
        }
    }

    private static StorageFault? StreamFault(Session session, CancellationToken cancellation)
    {
        for (var after = ""; SqliteEventStore.HeadsAfter(session, after) is [.., var last] heads; after = last.Stream.Value)
        {
            foreach (var head in heads)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ChainFault(session, head) is { } fault)
                    return fault;
            }
        }

        return OrphanFault(session) ?? JournalFault(session);
    }

    private static StorageFault? ChainFault(Session session, StreamHead head)
    {
        var version = 0L;
        var hash = HashChain.Root;
        while (SqliteEventStore.ReadPage(session, head.Stream, version) is [_, ..] page)
        {
            foreach (var e in page)
            {
                if (e.Version != ++version)
                    return Fault(head.Stream, version, $"The event is missing; the next one there is {e.Version}.");
                if (!HashChain.Follows(hash.Span, e))
                    return Fault(head.Stream, version, "The event was changed, or does not follow the one before: its hash does not match.");
                hash = e.Hash;
            }
        }

        if (version != head.Version)
            return Fault(head.Stream, Math.Min(version, head.Version) + 1, $"The stream has {version} events, but its head says {head.Version}.");
        return hash.Span.SequenceEqual(head.Hash.Span) ? null : Fault(head.Stream, version, "The head of the stream carries another hash than its last event.");
    }

    /// <summary>What waits in the journal goes on where the rows end.</summary>
    private static StorageFault? JournalFault(Session session)
    {
        var heads = new Dictionary<StreamId, (long Version, ReadOnlyMemory<byte> Hash)>();
        foreach (var journaled in Journal.Read(session))
        {
            var stream = journaled.Commit.Stream;
            var (version, hash) = heads.TryGetValue(stream, out var head) ? head : RowOf(session, stream);
            foreach (var e in journaled.Events)
            {
                if (e.Version != ++version)
                    return Fault(stream, version, $"The event is missing; the next one in the journal is {e.Version}.");
                if (!HashChain.Follows(hash.Span, e))
                    return Fault(stream, version, "The event in the journal was changed, or does not follow the one before: its hash does not match.");
                hash = e.Hash;
            }

            heads[stream] = (version, hash);
        }

        return null;
    }

    private static (long Version, ReadOnlyMemory<byte> Hash) RowOf(Session session, StreamId stream) =>
        session.Prepare("SELECT version, hash FROM streams WHERE name = ?").With(stream.Value)
            .First(row => ((long, ReadOnlyMemory<byte>)?)(row.Number(0), row.Bytes(1))) ?? (0, HashChain.Root);

    private static StorageFault? OrphanFault(Session session) =>
        session.Prepare("SELECT position FROM events WHERE position >> 24 NOT IN (SELECT id FROM streams) LIMIT 1")
            .First(row => new StorageFault("workflows.db", $"The event at position {row.Number(0)} belongs to no stream."));

    private static async Task<StorageFault?> DocumentFault(DataDirectory directory, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory.Documents))
            return null;
        foreach (var file in StoredFiles.Of(directory))
        {
            if (file.IsDescription)
                continue;
            var content = File.OpenRead(file.Path);
            await using (content.ConfigureAwait(false))
            {
                var hash = await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false);
                if (Convert.ToHexStringLower(hash) != file.Hash)
                    return new StorageFault(file.Name, "The document's content does not match its name: it was changed or is damaged.");
            }
        }

        return null;
    }

    private static StorageFault Fault(StreamId stream, long version, string message) => new($"{stream}/{version}", message);
}
