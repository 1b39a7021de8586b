using System.Text.Json;
using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <param name="Place">The stream and version, or the effect's key.</param>
/// <param name="Message">What is wrong there, in English.</param>
public sealed record ReplayFault(string Place, string Message);

/// <param name="Body">UTF-8 JSON.</param>
public sealed record RecordedEffect(string Kind, string? Group, ReadOnlyMemory<byte> Body);

/// <summary>
/// Replays one stream from its first event and holds the ledger beside it: every state folds, and the ledger has exactly the effects that
/// the events owe. The chain of hashes is not looked at; see <see cref="HashChain"/>.
/// </summary>
public abstract class StreamReplay
{
    private protected StreamReplay()
    {
    }

    /// <param name="recorded">What the ledger has of the stream, by key.</param>
    public static StreamReplay Of(StreamId stream, IReadOnlyDictionary<string, RecordedEffect> recorded) => stream.IsWorkflow
        ? new Replay<WorkflowState, WorkflowCommand, WorkflowEvent>(Aggregates.Workflow, stream, recorded)
        : new Replay<StrategyState, StrategyCommand, StrategyEvent>(Aggregates.Strategy, stream, recorded);

    /// <summary>Whose stream it is; null before its first event.</summary>
    public abstract MunicipalityId? Municipality { get; }

    /// <summary>When time next changes something in it.</summary>
    public abstract DateTimeOffset? NextWakeUp { get; }

    /// <summary>All its rows for lists.</summary>
    public abstract ListingChange Listing { get; }

    public long Version { get; private protected set; }

    public long Effects { get; private protected set; }

    /// <summary>Takes the next event; null when it follows.</summary>
    /// <param name="named">The documents that the event names.</param>
    public abstract ReplayFault? Add(StoredEvent stored, out IReadOnlyList<DocumentRef> named);

    /// <summary>After the last event: null when the ledger has nothing more.</summary>
    public abstract ReplayFault? End();

    private sealed class Replay<TState, TCommand, TEvent>(
        Aggregate<TState, TCommand, TEvent> aggregate, StreamId stream, IReadOnlyDictionary<string, RecordedEffect> recorded) : StreamReplay
        where TEvent : class
    {
        private readonly Dictionary<string, RecordedEffect> _unmatched = new(recorded);
        private TState _state = aggregate.Initial;

        public override MunicipalityId? Municipality => aggregate.MunicipalityOf(_state);

        public override DateTimeOffset? NextWakeUp => aggregate.NextWakeUp(_state);

        public override ListingChange Listing => aggregate.Listing(aggregate.Initial, _state);

        public override ReplayFault? Add(StoredEvent stored, out IReadOnlyList<DocumentRef> named)
        {
            named = [];
            try
            {
                var e = aggregate.Read(stored);
                var (after, effects) = aggregate.Apply(stream, _state, stored.Version - 1, [e], stored.At);
                if (effects.Select(Wrong).FirstOrDefault(fault => fault is not null) is { } fault)
                    return fault;
                (_state, Version) = (after, stored.Version);
                named = [.. NamedDocuments.In(e)];
                return null;
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                return new($"{stream}/{stored.Version}", $"The event cannot follow the ones before it: {failure.Message}");
            }
        }

        public override ReplayFault? End() =>
            _unmatched.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } extra ? new(extra, "The ledger holds an effect that no event owes.") : null;

        private ReplayFault? Wrong(OwedEffect owed)
        {
            Effects++;
            if (!_unmatched.Remove(owed.Key, out var entry))
                return new(owed.Key, "The effect is owed by its event, but missing in the ledger.");
            return entry.Kind == owed.Kind && entry.Group == owed.Group && entry.Body.Span.SequenceEqual(owed.Body.Span)
                ? null
                : new(owed.Key, "The ledger holds another effect than the one that the event owes.");
        }
    }
}
