using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Core.History;

/// <summary>Histories as the store has them. Those that were asked for are kept, and only newer events are read.</summary>
/// <param name="capacity">How many are kept.</param>
public sealed class StrategyHistories(IEventStore store, StrategyRunner strategies, int capacity = 50)
{
    private readonly StateCache<StrategyHistory> _cache = new(capacity);

    /// <summary>Null when there is no such strategy.</summary>
    public async ValueTask<StrategyHistory?> Load(StrategyId id, CancellationToken cancellation = default)
    {
        var stream = StreamId.Of(id);
        if ((await strategies.Load(stream, cancellation)).State is not StrategyState.Registered registered)
            return null;
        var history = _cache.Find(stream)?.State ?? StrategyHistory.Empty;
        var known = history;
        await foreach (var stored in store.Read(stream, history.Version, cancellation))
            history = history.With(stored);
        foreach (var workflow in registered.Started.Keys)
        {
            await foreach (var stored in store.Read(StreamId.Of(workflow), history.VersionOf(workflow), cancellation))
                history = history.With(stored);
        }

        if (!ReferenceEquals(known, history))
            _cache.Keep(stream, new(history, history.Events));
        return history;
    }
}
