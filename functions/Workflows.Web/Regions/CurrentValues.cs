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
    private const int AtOnce = 8;

    /// <summary>The other half of the processors answers whoever looks at something else.</summary>
    private static readonly int Half = Math.Max(1, Environment.ProcessorCount / 2);

    // One at a time: who comes second finds the work done.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();

    // Their streams are known to have come further than is kept, with the same values.
    private readonly HashSet<StrategyId> _ahead = [];
    private Dictionary<StrategyId, WorkedOutValues>? _known;
    private Progress _progress = new(0, 0);

    // What somebody has stopped waiting for.
    private Task _left = Task.CompletedTask;

    /// <summary>Whether an event may change a value. Told by its name, without reading it.</summary>
    public static bool MayChange(StreamId stream, string name) =>
        stream.IsWorkflow ? SheetLog.Counts(name) : EventFormat.Names[name] != typeof(StrategyEvent.WorkflowStarted);

    /// <summary>Works out ahead what the next one to ask would wait for.</summary>
    public async ValueTask Refresh(CancellationToken cancellation = default) => await All(cancellation);

    /// <summary>Keeps how far those streams have come whose news changed no value, so that the news is not read again after a restart.</summary>
    public async ValueTask Keep(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (var some in _ahead.ToList().Chunk(AtOnce))
            {
                await kept.Save([.. some.Select(id => new KeptValues(id, KeptForms.Write(_known![id]), null))], cancellation);
                _ahead.ExceptWith(some);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>In the order of the strategies' ids. A strategy without new values is the same object as before.</summary>
    internal async ValueTask<IReadOnlyList<StrategyValues>> All(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var heads = await Heads(cancellation);
            _progress = new(0, heads.Count);
            _known ??= await Load(cancellation);
            var outdated = await Outdated(heads, cancellation);
            _progress = new(heads.Count - outdated.Count, heads.Count);
            foreach (var some in outdated.Chunk(AtOnce))
            {
                await Renew(some, cancellation);
                _progress = _progress with { Done = _progress.Done + some.Length };
            }

            return [.. _known.OrderBy(k => k.Key).Select(k => k.Value.Values).OfType<StrategyValues>()];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for somebody who waits at a page: what takes longer goes on without them, and they are told how far it has come.</summary>
    /// <returns>Values are null when the time was over first.</returns>
    /// <exception cref="Exception">What broke it off after somebody had stopped waiting; the next look begins again.</exception>
    internal async ValueTask<(IReadOnlyList<StrategyValues>? Values, Progress Progress)> Within(TimeSpan patience, CancellationToken cancellation = default)
    {
        if (_left is { IsFaulted: true } broken)
        {
            _left = Task.CompletedTask;
            await broken;
        }

        // On its own, since it reads and computes before it first waits.
        var all = Task.Run(async () => await All(_ended.Token), cancellation);
        await Task.WhenAny(all, Task.Delay(patience, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (all.IsCompleted)
            return (await all, _progress);
        if (_left.IsCompleted)
            _left = all;
        return (null, _progress);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        _turn.Dispose();
    }

    private async ValueTask<Dictionary<StrategyId, WorkedOutValues>> Load(CancellationToken cancellation)
    {
        var read = (await kept.All(cancellation)).AsParallel().WithDegreeOfParallelism(Half).WithCancellation(cancellation).Select(k => (k.Strategy, Values: KeptForms.ReadValues(k.Values)));
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

    /// <summary>Those that were never worked out, or in which something happened that may change a value. How far the others have come is noted.</summary>
    private async ValueTask<List<KeyValuePair<StrategyId, List<StreamHead>>>> Outdated(Dictionary<StrategyId, List<StreamHead>> heads, CancellationToken cancellation)
    {
        var moved = heads.Where(s => _known!.GetValueOrDefault(s.Key) is not { } known || !s.Value.All(known.Covers)).ToList();
        var same = new ConcurrentBag<StrategyId>();
        await Parallel.ForEachAsync(moved, cancellation, async (strategy, stop) =>
        {
            if (_known!.GetValueOrDefault(strategy.Key) is { } known && !await AnyCounts(strategy.Value, known.Versions, stop))
                same.Add(strategy.Key);
        });
        var current = same.ToHashSet();
        foreach (var id in current)
        {
            _known![id] = _known[id] with { Versions = VersionsOf(heads[id]) };
            if (_known[id].Values is not null)
                _ahead.Add(id);
        }

        return [.. moved.Where(s => !current.Contains(s.Key))];
    }

    private async ValueTask Renew(IEnumerable<KeyValuePair<StrategyId, List<StreamHead>>> outdated, CancellationToken cancellation)
    {
        var renewed = new ConcurrentBag<(StrategyId Id, WorkedOutValues Values, KeptValues? Kept)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Half, CancellationToken = cancellation };
        await Parallel.ForEachAsync(outdated, parallel, async (strategy, stop) => renewed.Add(await Renew(strategy.Key, strategy.Value, stop)));
        await kept.Save([.. renewed.Select(r => r.Kept).OfType<KeptValues>()], cancellation);
        foreach (var (id, values, _) in renewed)
        {
            _known![id] = values;
            _ahead.Remove(id);
        }
    }

    /// <summary>Of a strategy that is not registered nothing is kept.</summary>
    private async ValueTask<(StrategyId, WorkedOutValues, KeptValues?)> Renew(StrategyId id, List<StreamHead> heads, CancellationToken cancellation)
    {
        var versions = VersionsOf(heads);
        if ((await strategies.Load(StreamId.Of(id), cancellation)).State is not StrategyState.Registered { Strategy: var strategy })
            return (id, new(WorkedOutValues.PresentForm, versions, null), null);
        var sheets = await Sheets(id, heads, cancellation);
        var values = new WorkedOutValues(WorkedOutValues.PresentForm, versions, StrategyValues.Of(IndicatorDatabase.Of(strategy, sheets.SelectMany(s => s.Read()), [])));
        return (id, values, new(id, KeptForms.Write(values), KeptForms.Write(sheets)));
    }

    private static Dictionary<string, long> VersionsOf(List<StreamHead> heads) => heads.ToDictionary(h => h.Stream.Value, h => h.Version);

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
        after < head.Version && await events.Read(head.Stream, after, cancellation).AnyAsync(e => MayChange(head.Stream, e.Name), cancellation);

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

/// <summary>How far the values have been worked out.</summary>
/// <param name="Done">Strategies whose values are known as they are now.</param>
/// <param name="All">0 before it is known.</param>
internal sealed record Progress(int Done, int All);
