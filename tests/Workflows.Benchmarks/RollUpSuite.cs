using System.Diagnostics;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;

namespace Workflows.Benchmarks;

/// <summary>A country of municipalities with the same indicators: every regional sum, share and count of five years at once.</summary>
internal static class RollUpSuite
{
    private const int Municipalities = 265;
    private const int Indicators = 60;
    private const int Years = 5;
    private const int Rounds = 15;

    public static Task Run()
    {
        var databases = Enumerable.Range(1, Municipalities).Select(Database).ToList();
        var began = Stopwatch.GetTimestamp();
        var rollUp = RollUp.Of([.. databases.Select(StrategyValues.Of)]);
        Measure.Print("values in the roll-up", rollUp.Count, "", "goal: at least 1,000,000");
        Measure.Print("  building it from the databases", Stopwatch.GetElapsedTime(began).TotalMilliseconds, "ms", "");
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            began = Stopwatch.GetTimestamp();
            var figures = rollUp.All().ToList();
            if (round > 0)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (figures.Count < Indicators * Years)
                throw new InvalidOperationException("The roll-up is not whole.");
        }

        Measure.Print("  every figure of the country, warm", Measure.Median(times), "ms", "goal: at most 300");
        Measure.Print("  slowest", times.Max(), "ms", "");
        return Task.CompletedTask;
    }

    private static IndicatorDatabase Database(int number)
    {
        var dimensions = new[] { ("sex", 2), ("age", 5), ("settlement", 6) }.Select(d => new Dimension(
            d.Item1, new(d.Item1, d.Item1), [.. Enumerable.Range(1, d.Item2).Select(p => new DimensionPart($"part-{p}", new($"{p}", $"{p}")))])).ToList();
        var indicators = Enumerable.Range(1, Indicators).Select(Definition).ToList();
        var strategy = new Strategy(
            new(new($"municipality-{number}"), new("М", "M"), new("О", "R")), new("С", "S"), new(2016, Years), new("З", "L"), null, new("office"), [], [],
            dimensions, indicators, [], [], [], [], []);
        var asked = indicators.Where(i => i.Ratio is null).ToList();
        return IndicatorDatabase.Of(strategy, Enumerable.Range(2016, Years).Select(year => Sheet(year, asked, indicators, dimensions, number)), []);
    }

    /// <summary>Every twelfth is a share of the two before it.</summary>
    private static Indicator Definition(int number) => new(
        new($"indicator-{number}"), $"{number}", new("И", "I"), new("брой", "count"), IndicatorKind.Progress,
        number % 12 == 0 ? Core.Indicators.Measure.Rate : Core.Indicators.Measure.Count, Direction.Up, number % 12 == 0 ? [] : ["sex", "age", "settlement"], new("office"), null,
        new Dictionary<int, decimal>(), null, Ratio: number % 12 == 0 ? new(new($"indicator-{number - 2}"), new($"indicator-{number - 1}"), 100, 1) : null);

    private static Sheet Sheet(int year, IReadOnlyList<Indicator> asked, IReadOnlyList<Indicator> all, IReadOnlyList<Dimension> dimensions, int seed)
    {
        var draw = new Random(seed * 10_000 + year);
        var cells = asked.SelectMany(i => Cell.Of(i, dimensions).Select(c => new IndicatorValue(i.Id, c.Dimension, c.Part, draw.Next(0, 1_000), null))).ToList();
        var from = new Provenance(new($"m.cycle.{year}"), new("values.office"), new("office"), 1, 1, new(year, 12, 31), ValueState.Approved, null);
        return new(from, new(year, 12, 31, 0, 0, 0, TimeSpan.Zero), Point.Of(year), all, cells, [], null);
    }
}
