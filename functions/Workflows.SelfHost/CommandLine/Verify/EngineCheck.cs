using Microsoft.Data.Sqlite;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.CommandLine.Verify;

/// <summary>
/// Whether what lies beside the events follows from them: every state folds, the ledger holds exactly the effects that the events owe,
/// the index of due times names the moment that the state gives, and every document that an answer names is there.
/// </summary>
internal sealed class EngineCheck(DataDirectory directory)
{
    private readonly HashSet<(MunicipalityId, DocumentHash)> _documents = [];

    public int Streams { get; private set; }

    public long Events { get; private set; }

    public long Effects { get; private set; }

    public int Documents => _documents.Count;

    /// <summary>Null when all is well. The chains of hashes are taken as proved.</summary>
    public StorageFault? FirstFault(CancellationToken cancellation)
    {
        using var session = new Session(directory.Database, SqliteOpenMode.ReadOnly);
        // All that follows sees one state of the database, whatever is written meanwhile.
        session.Prepare("BEGIN").Run();
        var journaled = Journal.Read(session).ToLookup(c => c.Commit.Stream);
        for (var after = ""; SqliteEventStore.HeadsAfter(session, after) is [.., var last] heads; after = last.Stream.Value)
        {
            foreach (var head in heads)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Fault(session, head, [.. journaled[head.Stream]]) is { } fault)
                    return fault;
            }
        }

        return journaled
            .Where(stream => stream.First().Commit.ExpectedVersion == 0)
            .Select(stream => Fault(session, new(stream.Key, stream.First().Commit.Municipality, 0, HashChain.Root), [.. stream]))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <param name="journaled">Commits of the stream whose rows are still to be written.</param>
    private StorageFault? Fault(Session session, StreamHead head, IReadOnlyList<JournaledCommit> journaled)
    {
        Streams++;
        var replay = StreamReplay.Of(head.Stream, LedgerOf(session, head.Stream, journaled));
        while (SqliteEventStore.ReadPage(session, head.Stream, replay.Version) is [_, ..] page)
        {
            if (Fault(replay, head, page) is { } inRows)
                return inRows;
        }

        if (Fault(replay, head, journaled.SelectMany(c => c.Events)) is { } fault)
            return fault;
        Effects += replay.Effects;
        if (replay.End() is { } extra)
            return Of(extra);
        return WakeUpFault(head.Stream, journaled is [.., var last] ? last.Commit.WakeUp?.UtcTicks : WakeAt(session, head.Stream), replay.NextWakeUp);
    }

    private StorageFault? Fault(StreamReplay replay, StreamHead head, IEnumerable<StoredEvent> events)
    {
        foreach (var stored in events)
        {
            Events++;
            if (replay.Add(stored, out var named) is { } fault)
                return Of(fault);
            if (named.FirstOrDefault(d => !IsThere(head.Municipality, d)) is { } missing)
                return new($"{head.Stream}/{stored.Version}", $"The document {missing.Hash} ('{missing.Name}') is missing.");
        }

        return null;
    }

    private static StorageFault Of(ReplayFault fault) => new(fault.Place, fault.Message);

    private static long? WakeAt(Session session, StreamId stream) =>
        session.Prepare("SELECT wake_at FROM streams WHERE name = ?").With(stream.Value).First(row => row.NumberOrNull(0));

    private static StorageFault? WakeUpFault(StreamId stream, long? indexed, DateTimeOffset? expected)
    {
        return indexed == expected?.UtcTicks
            ? null
            : new($"{stream}", $"The index of due times says {Moment(indexed)}; by its events the stream is next due {Moment(expected?.UtcTicks)}.");
    }

    private static string Moment(long? ticks) => ticks is { } at ? $"{new DateTimeOffset(at, TimeSpan.Zero):u}" : "never";

    /// <summary>Looks each document up once; that its content is right was proved with the storage.</summary>
    private bool IsThere(MunicipalityId municipality, DocumentRef document)
    {
        if (!_documents.Add((municipality, document.Hash)))
            return true;
        var path = Path.Combine(directory.Documents, municipality.Value, document.Hash.Value[..2], document.Hash.Value);
        return File.Exists(path) && File.Exists($"{path}.json");
    }

    private static Dictionary<string, RecordedEffect> LedgerOf(Session session, StreamId stream, IEnumerable<JournaledCommit> journaled) =>
        session.Prepare($"SELECT e.position, e.kind, e.bundle, e.body FROM {SqliteEffectLedger.OfStreams} WHERE s.name = ? ORDER BY e.position")
            .With(stream.Value)
            .All(row => (Key: $"{Positions.Key(stream.Value, row.Number(0))}", Row: new RecordedEffect(row.Text(1), row.TextOrNull(2), row.Bytes(3))))
            .Concat(journaled.SelectMany(c => c.Commit.Effects).Select(e => (e.Key, Row: new RecordedEffect(e.Kind, e.Group, e.Body))))
            .ToDictionary(e => e.Key, e => e.Row);
}
