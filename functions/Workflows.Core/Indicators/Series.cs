namespace Workflows.Core.Indicators;

/// <summary>One point of a series.</summary>
/// <param name="Target">Of that year, where there is one.</param>
/// <param name="Break">The definition changed so that the point cannot be held against those before it.</param>
/// <param name="Leaps">More than half away from the year before, where the two are comparable.</param>
public sealed record SeriesPoint(int Year, Figure Figure, decimal? Target, bool Break, bool Leaps)
{
    public decimal? Value => Figure.Value;
}

/// <summary>One indicator's cell over the strategy's years, with the baseline it began from.</summary>
/// <param name="Baseline">Comparable with the years up to the first break.</param>
public sealed record Series(Indicator Indicator, Cell Cell, Figure Baseline, IReadOnlyList<SeriesPoint> Years)
{
    /// <summary>Every year of the strategy, also those without a value.</summary>
    public static Series Of(IndicatorDatabase database, IndicatorId indicator, Cell cell = default)
    {
        var period = database.Strategy.Period;
        var points = new List<SeriesPoint>();
        var baseline = database.Baseline(indicator, cell);
        var (known, before) = (baseline.Definition, baseline.Value);
        foreach (var year in Enumerable.Range(period.FirstYear, period.Years))
        {
            var figure = database.Figure(indicator, Point.Of(year), cell);
            var broken = figure.From.Count > 0 && Breaks(known, figure.Definition);
            var leaps = !broken && points.Count > 0 && before is { } last && figure.Value is { } now && Outlier.Is(last, now);
            points.Add(new(year, figure, cell.IsTotal ? figure.Definition.TargetOf(period.Ordinal(year)) : null, broken, leaps));
            if (figure.From.Count > 0)
                (known, before) = (figure.Definition, figure.Value);
            else
                before = null;
        }

        return new(database.Strategy.Indicators.FirstOrDefault(i => i.Id == indicator) ?? known, cell, baseline, points);
    }

    /// <summary>The total and every part of the breakdowns.</summary>
    public static IReadOnlyList<Series> Every(IndicatorDatabase database, Indicator indicator) =>
        [.. Cell.Of(indicator, database.Strategy.Dimensions).Select(cell => Of(database, indicator.Id, cell))];

    public SeriesPoint? At(int year) => Years.FirstOrDefault(p => p.Year == year);

    /// <summary>Last year's value where it may be held against this year's.</summary>
    public static decimal? LastYear(IndicatorDatabase database, Indicator definition, int year, Cell cell = default)
    {
        var before = database.Figure(definition.Id, Point.Of(year - 1), cell);
        return before.From.Count > 0 && !Breaks(before.Definition, definition) ? before.Value : null;
    }

    private static bool Breaks(Indicator before, Indicator after) =>
        after.Version > before.Version && !(after.Revision is { Comparable: true } && after.Version == before.Version + 1);
}
