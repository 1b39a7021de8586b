using System.Collections.Immutable;
using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <summary>
/// Runs commands on streams: load, decide, save, and decide again when somebody else wrote first. The save is atomic and comes
/// before any effect. States are kept in memory between commands, so a command costs the same on a long stream as on a short one.
/// </summary>
/// <param name="capacity">How many states are kept.</param>
public class StreamRunner<TState, TCommand, TEvent>(Aggregate<TState, TCommand, TEvent> aggregate, IEventStore store, int capacity = 2_000)
    where TState : class
{
    private readonly StateCache<TState> _cache = new(capacity);
    private readonly StreamLocks _locks = new();

    /// <summary>The present state and its version; the initial state and 0 for a stream that does not exist.</summary>
    public async ValueTask<Versioned<TState>> Load(StreamId stream, CancellationToken cancellation = default)
    {
        var known = _cache.Find(stream) ?? new(aggregate.Initial, 0);
        var (state, version) = known;
        await foreach (var stored in store.Read(stream, version, cancellation))
            (state, version) = (aggregate.Evolve(state, aggregate.Read(stored)), stored.Version);
        return Remember(stream, known, new(state, version));
    }

    /// <param name="now">In UTC.</param>
    /// <param name="key">Set when the caller may send the same request again.</param>
    public async ValueTask<RunResult<TState, TEvent>> Run(
        StreamId stream, TCommand command, Actor actor, DateTimeOffset now, CommandKey? key = null, CancellationToken cancellation = default)
    {
        using var turn = await _locks.Enter(stream, cancellation);
        if (key is not null && await store.FindCommand(key.Key, cancellation) is { } earlier)
            return await Repeated(stream, key, earlier, cancellation);

        // The cached state is current unless another process wrote; then the save conflicts and the newer events are read.
        var current = _cache.Find(stream) ?? await Load(stream, cancellation);
        while (true)
        {
            var decided = aggregate.Decide(current.State, command, actor, now);
            if (decided is Decided<TEvent>.Refused refused)
                return new RunResult<TState, TEvent>.Refused(refused.Rejection);
            var events = ((Decided<TEvent>.Events)decided).List;
            var (after, owed) = aggregate.Apply(stream, current.State, current.Version, events, now);
            if (events.Count == 0 && key is null && !(aggregate.IsTick(command) && current.Version > 0))
                return new RunResult<TState, TEvent>.Done(new(after, current.Version), events, current.Version + 1);
            if (aggregate.MunicipalityOf(after) is not { } municipality)
                return new RunResult<TState, TEvent>.Done(new(after, current.Version), events, current.Version + 1);

            var last = current.Version + events.Count;
            var result = await store.Commit(
                new(
                    stream,
                    municipality,
                    current.Version,
                    now,
                    actor,
                    [.. events.Select(aggregate.Write)],
                    owed,
                    aggregate.NextWakeUp(after),
                    aggregate.Listing(current.State, after),
                    key is null ? null : new(key.Key, key.Fingerprint, stream, current.Version + 1, last)),
                cancellation);
            switch (result)
            {
                case CommitResult.Saved:
                    _cache.Keep(stream, new(after, last));
                    return new RunResult<TState, TEvent>.Done(new(after, last), events, current.Version + 1);
                case CommitResult.Repeated repeated:
                    return await Repeated(stream, key!, repeated.Earlier, cancellation);
                default:
                    current = await Load(stream, cancellation);
                    break;
            }
        }
    }

    /// <summary>The answer to a request that was handled before: the events it wrote then.</summary>
    private async ValueTask<RunResult<TState, TEvent>> Repeated(
        StreamId stream, CommandKey key, CommandReceipt earlier, CancellationToken cancellation)
    {
        if (earlier.Stream != stream || earlier.Fingerprint != key.Fingerprint)
        {
            return new RunResult<TState, TEvent>.Refused(new(
                "idempotency.reused", "This Idempotency-Key was used for another request. Send a new key with a new request."));
        }

        var events = ImmutableArray.CreateBuilder<TEvent>();
        await foreach (var stored in store.Read(stream, earlier.FirstVersion - 1, cancellation))
        {
            if (stored.Version > earlier.LastVersion)
                break;
            events.Add(aggregate.Read(stored));
        }

        return new RunResult<TState, TEvent>.Done(await Load(stream, cancellation), events.ToImmutable(), earlier.FirstVersion);
    }

    private Versioned<TState> Remember(StreamId stream, Versioned<TState> known, Versioned<TState> loaded)
    {
        if (loaded.Version > 0 && loaded.Version >= known.Version)
            _cache.Keep(stream, loaded);
        return loaded;
    }
}

public sealed record Versioned<TState>(TState State, long Version);

/// <param name="Key">Names caller and request; unique in the store.</param>
/// <param name="Fingerprint">Of the request's content.</param>
public sealed record CommandKey(string Key, string Fingerprint);

public abstract record RunResult<TState, TEvent>
{
    private RunResult()
    {
    }

    /// <param name="FirstVersion">Version of the first of the events, if there is one.</param>
    public sealed record Done(Versioned<TState> After, IReadOnlyList<TEvent> Events, long FirstVersion) : RunResult<TState, TEvent>;

    public sealed record Refused(Rejection Rejection) : RunResult<TState, TEvent>;
}
