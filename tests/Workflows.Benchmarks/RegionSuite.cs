using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;
using Workflows.Web.Regions;

namespace Workflows.Benchmarks;

/// <summary>One region of 265 municipalities with five years of values: looked at for the first time, again, after a restart and on a busy day.</summary>
internal static class RegionSuite
{
    private const int Municipalities = 265;

    /// <summary>Municipalities that accepted an answer since somebody looked last.</summary>
    private const int Busy = 100;

    public static Task Run() => Scratch.InDirectory(async (root, database) =>
    {
        var library = TemplateLibrary.Load().Value!;
        var store = new SqliteEventStore(database);
        var plan = new SimulationPlan(library.Strategies["sevlievo-2016-2020"], library.Templates, Municipalities, 1);
        await Simulator.Run(plan, new(store, new SqliteEffectLedger(database), new FileDocuments(new DataDirectory(root)), null, SavesInOrder: true), new SimulationProgress(), CancellationToken.None);
        var day = new DayBefore(store, [.. plan.Municipalities.Take(Busy).Select(s => new StreamId($"{s.Id}.cycle.{s.Period.LastYear}"))]);
        await day.Hide();
        var municipality = plan.Strategy.Municipality;

        var reader = Reader();
        await Time("worked out for the first time", reader);
        await Time("looked at again", reader);
        day.Show();
        await Time($"after {Busy} municipalities accepted an answer", reader);
        reader = Reader();
        await Time("after a restart", reader);
        await Time("looked at again", reader);

        RegionReader Reader() => new(new CurrentValues(day, new SqliteKeptValues(database), new StrategyRunner(store)));

        async Task Time(string what, RegionReader reader)
        {
            var began = Stopwatch.GetTimestamp();
            var region = await reader.Of(municipality);
            Measure.Print(what, Stopwatch.GetElapsedTime(began).TotalMilliseconds, "ms", what.StartsWith("worked", StringComparison.Ordinal) ? "" : "goal: at most 1,000");
            if (region.Municipalities.Count != Municipalities)
                throw new InvalidOperationException("The region is not whole.");
        }
    });

    /// <summary>The record without the last acceptance in some streams and what came after it, until that is shown.</summary>
    private sealed class DayBefore(IEventStore store, IReadOnlyList<StreamId> streams) : IEventStore
    {
        private readonly Dictionary<StreamId, long> _last = [];

        public async Task Hide()
        {
            foreach (var stream in streams)
                _last[stream] = (await store.Read(stream).LastAsync(e => e.Name == "answer-accepted")).Version - 1;
        }

        public void Show() => _last.Clear();

        public ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) => store.Commit(commit, cancellation);

        public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
            store.Read(stream, afterVersion, cancellation).TakeWhile(e => e.Version <= _last.GetValueOrDefault(stream, long.MaxValue));

        public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

        public async IAsyncEnumerable<StreamHead> Streams([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await foreach (var head in store.Streams(cancellation))
                yield return head with { Version = Math.Min(head.Version, _last.GetValueOrDefault(head.Stream, long.MaxValue)) };
        }
    }
}
