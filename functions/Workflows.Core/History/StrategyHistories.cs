using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Core.History;

/// <summary>Histories as the store has them. Those that were asked for are kept, and only newer events are read.</summary>
/// <param name="capacity">How many are kept.</param>
public sealed class StrategyHistories(IEventStore store, StrategyRunner strategies, IListing listing, int capacity = 50)
{
    private const int PageSize = 200;

    private readonly StateCache<StrategyHistory> _cache = new(capacity);

    /// <summary>With the history of the strategy before it, whose open recommendations it takes over. Null when there is no such strategy.</summary>
    public async ValueTask<StrategyHistory?> Load(StrategyId id, CancellationToken cancellation = default)
    {
        if (await LoadAlone(id, cancellation) is not { } history)
            return null;
        var before = await Earlier(history.Strategy, cancellation) is { } earlier ? await Load(earlier, cancellation) : null;
        if (ReferenceEquals(before, history.Before))
            return history;
        history = history with { Before = before };
        _cache.Keep(StreamId.Of(id), new(history, history.Events));
        return history;
    }

    /// <summary>What was before it may be missing.</summary>
    private async ValueTask<StrategyHistory?> LoadAlone(StrategyId id, CancellationToken cancellation)
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

    /// <summary>The municipality's last strategy that ended before this one began.</summary>
    private async ValueTask<StrategyId?> Earlier(Strategy strategy, CancellationToken cancellation)
    {
        StrategyRow? last = null;
        for (string? after = null; await listing.Strategies(new(strategy.Municipality.Id, after, PageSize), cancellation) is [.., var end] rows; after = end.Id.Value)
            last = rows.Where(r => r.LastYear < strategy.Period.FirstYear).Append(last).OfType<StrategyRow>().MaxBy(r => r.LastYear);
        return last?.Id;
    }
}
