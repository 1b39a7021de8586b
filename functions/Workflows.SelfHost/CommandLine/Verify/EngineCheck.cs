using System.Text.Json;
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
        for (var after = ""; SqliteEventStore.HeadsAfter(session, after) is [.., var last] heads; after = last.Stream.Value)
        {
            foreach (var head in heads)
            {
                cancellation.ThrowIfCancellationRequested();
                var fault = head.Stream.IsWorkflow ? Fault(session, head, Aggregates.Workflow) : Fault(session, head, Aggregates.Strategy);
                if (fault is not null)
                    return fault;
            }
        }

        return null;
    }

    private StorageFault? Fault<TState, TCommand, TEvent>(Session session, StreamHead head, Aggregate<TState, TCommand, TEvent> aggregate)
        where TEvent : class
    {
        Streams++;
        var recorded = LedgerOf(session, head.Stream);
        var (state, version) = (aggregate.Initial, 0L);
        while (SqliteEventStore.ReadPage(session, head.Stream, version) is [_, ..] page)
        {
            foreach (var stored in page)
            {
                version = stored.Version;
                Events++;
                try
                {
                    var e = aggregate.Read(stored);
                    (state, var effects) = aggregate.Apply(head.Stream, state, version - 1, [e], stored.At);
                    if (effects.Select(owed => Wrong(owed, recorded)).FirstOrDefault(fault => fault is not null) is { } fault)
                        return fault;
                    if (NamedDocuments.In(e).FirstOrDefault(d => !IsThere(head.Municipality, d)) is { } missing)
                        return new($"{head.Stream}/{version}", $"The document {missing.Hash} ('{missing.Name}') is missing.");
                }
                catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
                {
                    return new($"{head.Stream}/{version}", $"The event cannot follow the ones before it: {failure.Message}");
                }
            }
        }

        if (recorded.Keys.FirstOrDefault() is { } extra)
            return new(extra, "The ledger holds an effect that no event owes.");
        return WakeUpFault(session, head.Stream, aggregate.NextWakeUp(state));
    }

    private StorageFault? Wrong(OwedEffect owed, Dictionary<string, LedgerRow> recorded)
    {
        Effects++;
        if (!recorded.Remove(owed.Key, out var row))
            return new(owed.Key, "The effect is owed by its event, but missing in the ledger.");
        return row.Kind == owed.Kind && row.Group == owed.Group && row.Body.AsSpan().SequenceEqual(owed.Body.Span)
            ? null
            : new(owed.Key, "The ledger holds another effect than the one that the event owes.");
    }

    private static StorageFault? WakeUpFault(Session session, StreamId stream, DateTimeOffset? expected)
    {
        var indexed = session.Prepare("SELECT wake_at FROM streams WHERE name = ?").With(stream.Value)
            .First(row => new { At = row.NumberOrNull(0) })?.At;
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

    private static Dictionary<string, LedgerRow> LedgerOf(Session session, StreamId stream) =>
        session.Prepare($"SELECT e.position, e.kind, e.bundle, e.body FROM {SqliteEffectLedger.OfStreams} WHERE s.name = ? ORDER BY e.position")
            .With(stream.Value)
            .All(row => (Key: Positions.Key(stream.Value, row.Number(0)), Row: new LedgerRow(row.Text(1), row.TextOrNull(2), row.Bytes(3))))
            .ToDictionary(e => e.Key.ToString(), e => e.Row);

    private sealed record LedgerRow(string Kind, string? Group, byte[] Body);
}
