using System.Collections.Concurrent;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;

namespace Workflows.Web.Regions;

/// <summary>
/// The values of every strategy as they are now. What was worked out is kept with the versions of the streams it came from, so that asking
/// again reads the versions of the streams, the new events of those that have any, and from the beginning only workflows in which an answer was
/// accepted or corrected. See <c>docs/decisions/0060</c>.
/// </summary>
public sealed class CurrentValues(IEventStore events, IKeptValues kept, StrategyRunner strategies) : IDisposable
{
    /// <summary>Strategies that are saved together: whoever stops waiting for all of them has not waited in vain.</summary>
    private const int AtOnce = 32;

    // One at a time: who comes second finds the work done.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Dictionary<StrategyId, WorkedOutValues>? _known;

    /// <summary>Works out ahead what the next one to ask would wait for.</summary>
    public async ValueTask Refresh(CancellationToken cancellation = default) => await All(cancellation);

    /// <summary>In the order of the strategies' ids. A strategy without new values is the same object as before.</summary>
    internal async ValueTask<IReadOnlyList<StrategyValues>> All(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _known ??= await Load(cancellation);
            var heads = await Heads(cancellation);
            var moved = heads.Where(s => _known.GetValueOrDefault(s.Key) is not { } known || !s.Value.All(known.Covers)).ToList();
            foreach (var some in moved.Chunk(AtOnce))
                await Renew(some, cancellation);
            return [.. _known.OrderBy(k => k.Key).Select(k => k.Value.Values)];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<Dictionary<StrategyId, WorkedOutValues>> Load(CancellationToken cancellation)
    {
        var read = (await kept.All(cancellation)).AsParallel().Select(k => (k.Strategy, Values: KeptForms.ReadValues(k.Values)));
        return read.Where(k => k.Values is not null).ToDictionary(k => k.Strategy, k => k.Values!);
    }

    /// <summary>Of each strategy and its workflows, whose ids begin with its own and a dot.</summary>
    private async ValueTask<Dictionary<StrategyId, List<StreamHead>>> Heads(CancellationToken cancellation)
    {
        var heads = new Dictionary<StrategyId, List<StreamHead>>();
        await foreach (var head in events.Streams(cancellation))
        {
            var strategy = new StrategyId(head.Stream.Value.Split('.', 2)[0]);
            if (!heads.TryGetValue(strategy, out var its))
                heads[strategy] = its = [];
            its.Add(head);
        }

        return heads;
    }

    private async ValueTask Renew(IEnumerable<KeyValuePair<StrategyId, List<StreamHead>>> moved, CancellationToken cancellation)
    {
        var renewed = new ConcurrentBag<(WorkedOutValues Values, KeptValues Kept)>();
        await Parallel.ForEachAsync(moved, cancellation, async (strategy, stop) =>
        {
            if (await Renew(strategy.Key, strategy.Value, stop) is { } its)
                renewed.Add(its);
        });
        await kept.Save([.. renewed.Select(r => r.Kept)], cancellation);
        foreach (var (values, save) in renewed)
            _known![save.Strategy] = values;
    }

    /// <summary>Null for a strategy that is not registered.</summary>
    private async ValueTask<(WorkedOutValues, KeptValues)?> Renew(StrategyId id, List<StreamHead> heads, CancellationToken cancellation)
    {
        var versions = heads.ToDictionary(h => h.Stream.Value, h => h.Version);
        if (_known!.GetValueOrDefault(id) is { } known && !await AnyCounts(heads, known.Versions, cancellation))
        {
            known = known with { Versions = versions };
            return (known, new(id, KeptForms.Write(known), null));
        }

        if ((await strategies.Load(StreamId.Of(id), cancellation)).State is not StrategyState.Registered { Strategy: var strategy })
            return null;
        var sheets = await Sheets(id, heads, cancellation);
        var values = new WorkedOutValues(WorkedOutValues.PresentForm, versions, StrategyValues.Of(IndicatorDatabase.Of(strategy, sheets.SelectMany(s => s.Read()), [])));
        return (values, new(id, KeptForms.Write(values), KeptForms.Write(sheets)));
    }

    private async ValueTask<bool> AnyCounts(List<StreamHead> heads, IReadOnlyDictionary<string, long> versions, CancellationToken cancellation)
    {
        foreach (var head in heads)
        {
            if (await Counts(head, versions.GetValueOrDefault(head.Stream.Value), cancellation))
                return true;
        }

        return false;
    }

    /// <summary>Whether anything after a version may change a value.</summary>
    private async ValueTask<bool> Counts(StreamHead head, long after, CancellationToken cancellation) =>
        after < head.Version && await events.Read(head.Stream, after, cancellation).AnyAsync(e => head.Stream.IsWorkflow ? SheetLog.Counts(e) : Redefines(e), cancellation);

    private static bool Redefines(StoredEvent stored) => EventFormat.Names[stored.Name] != typeof(StrategyEvent.WorkflowStarted);

    /// <summary>Of each workflow as they were kept, unless something was accepted or corrected since.</summary>
    private async ValueTask<IReadOnlyList<WorkflowSheets>> Sheets(StrategyId id, List<StreamHead> heads, CancellationToken cancellation)
    {
        var earlier = await kept.Sheets(id, cancellation) is { } read ? KeptForms.ReadSheets(read)?.ToDictionary(s => StreamId.Of(s.Workflow)) : null;
        var sheets = new List<WorkflowSheets>();
        foreach (var head in heads.Where(h => h.Stream.IsWorkflow))
        {
            var before = earlier?.GetValueOrDefault(head.Stream);
            sheets.Add(before is not null && !await Counts(head, before.Version, cancellation) ? before with { Version = head.Version } : await Fold(head, cancellation));
        }

        return sheets;
    }

    private async ValueTask<WorkflowSheets> Fold(StreamHead head, CancellationToken cancellation)
    {
        var record = await events.Read(head.Stream, 0, cancellation).AggregateAsync(WorkflowRecord.None, (record, stored) => record.With(stored), cancellation);
        return WorkflowSheets.Of(new(head.Stream.Value), record.Version, [.. record.Sheets.Counting.Values]);
    }
}
