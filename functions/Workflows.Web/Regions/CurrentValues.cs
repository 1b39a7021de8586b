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
    /// <summary>Strategies that are worked out in one turn, and saved together: a tenth of a second, which whoever looks meanwhile waits.</summary>
    internal const int AtOnce = 4;

    /// <summary>The other half of the processors answers whoever looks at something else.</summary>
    private static readonly int Half = Math.Max(1, Environment.ProcessorCount / 2);

    // One at a time: who comes second finds the work done.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();

    // Known to have come further than is kept, with the same values.
    private readonly HashSet<StrategyId> _ahead = [];
    private Dictionary<StrategyId, WorkedOutValues>? _known;
    private Task _gathering = Task.CompletedTask;

    /// <summary>Whether an event may change a value. Told by its name, without reading it.</summary>
    public static bool MayChange(StreamId stream, string name) =>
        stream.IsWorkflow ? SheetLog.Counts(name) : EventFormat.Names[name] != typeof(StrategyEvent.WorkflowStarted);

    /// <summary>Works out ahead what the next one to ask would wait for.</summary>
    public async ValueTask Refresh(CancellationToken cancellation = default) => await All(cancellation);

    /// <summary>Keeps how far those streams have come whose news changed no value, so that the news is not read again after a restart.</summary>
    public async ValueTask Keep(CancellationToken cancellation = default)
    {
        while (await InTurn(KeepSome, cancellation))
        {
        }
    }

    /// <summary>In the order of the strategies' ids. A strategy without new values is the same object as before.</summary>
    internal async ValueTask<IReadOnlyList<StrategyValues>> All(CancellationToken cancellation = default)
    {
        var heads = await Heads(cancellation);
        while (true)
        {
            if ((await Gather(heads, int.MaxValue, cancellation)).Values is { } values)
                return values;
        }
    }

    /// <summary>The same for somebody who waits at a page: more than one turn's work goes on without them, and they are told how far it has come.</summary>
    /// <exception cref="Exception">Whatever it was broken off by since somebody looked last; it begins again with the next look.</exception>
    internal async ValueTask<Gathered> Now(CancellationToken cancellation = default)
    {
        var gathered = await Gather(await Heads(cancellation), AtOnce, cancellation);
        if (gathered.Values is null)
            await GoOn();
        return gathered;
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        _turn.Dispose();
    }

    /// <summary>Lets the work go on in the background, unless it does already.</summary>
    private Task GoOn()
    {
        lock (_lock)
        {
            var before = _gathering;
            if (before.IsFaulted)
                _gathering = Task.CompletedTask;
            else if (before.IsCompleted)
                _gathering = Task.Run(async () => await All(_ended.Token));
            return before.IsFaulted ? before : Task.CompletedTask;
        }
    }

    private async ValueTask<T> InTurn<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await work(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Works out some, in one turn.</summary>
    /// <param name="most">None where more than so many are outdated.</param>
    private ValueTask<Gathered> Gather(Dictionary<StrategyId, List<StreamHead>> heads, int most, CancellationToken cancellation) => InTurn(
        async stop =>
        {
            _known ??= await Load(stop);
            var outdated = await Outdated(heads, stop);
            var some = outdated.Count <= most ? outdated.Take(AtOnce).ToList() : [];
            if (some.Count > 0)
                await Renew(some, stop);
            var left = outdated.Count - some.Count;
            return new Gathered(left > 0 ? null : [.. _known.OrderBy(k => k.Key).Select(k => k.Value.Values).OfType<StrategyValues>()], heads.Count - left, heads.Count);
        },
        cancellation);

    /// <summary>False when there is no more.</summary>
    private async ValueTask<bool> KeepSome(CancellationToken cancellation)
    {
        if (_ahead.Count == 0)
            return false;
        var some = _ahead.Take(AtOnce).ToList();
        await kept.Save([.. some.Select(id => new KeptValues(id, KeptForms.Write(_known![id]), null))], cancellation);
        _ahead.ExceptWith(some);
        return true;
    }

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

/// <summary>The values of all strategies, or how far they have been gathered.</summary>
/// <param name="Values">In the order of the strategies' ids; null while some are still being worked out.</param>
/// <param name="Done">Strategies whose values are known as they are now.</param>
internal sealed record Gathered(IReadOnlyList<StrategyValues>? Values, int Done, int All);
