using Workflows.Core.Strategies;

namespace Workflows.Core.Indicators;

/// <summary>Where an indicator, a goal or a priority stands against what was aimed at.</summary>
public enum Standing
{
    OnTrack,
    Behind,
    NoData,

    /// <summary>Nothing was aimed at in that year.</summary>
    NoTarget,
}

/// <param name="Share">The value in per cent of the target; null where there is none, or the target is zero.</param>
public sealed record IndicatorProgress(Indicator Indicator, Figure Figure, decimal? Target, Standing Standing, decimal? Share);

/// <summary>
/// Indicators taken together. On track when every one that has data and a target is; behind as soon as one is; without data when none
/// has any. Indicators are counted, never averaged.
/// </summary>
public sealed record GroupProgress(IReadOnlyList<IndicatorProgress> Indicators)
{
    public int OnTrack => Count(Standing.OnTrack);

    public int Behind => Count(Standing.Behind);

    public int NoData => Count(Standing.NoData);

    /// <summary>Whether a value that it stands on was corrected after it was approved.</summary>
    public bool IsCorrected => Indicators.Any(i => i.Figure.State is ValueState.Corrected);

    public Standing Standing =>
        Behind > 0 ? Standing.Behind
        : OnTrack > 0 ? Standing.OnTrack
        : NoData > 0 ? Standing.NoData
        : Standing.NoTarget;

    /// <summary>How many of a hundred indicators with data and a target reached it; null when there are none.</summary>
    public decimal? Effectiveness => OnTrack + Behind == 0 ? null : Math.Round(OnTrack * 100m / (OnTrack + Behind), 1, MidpointRounding.AwayFromZero);

    private int Count(Standing standing) => Indicators.Count(i => i.Standing == standing);
}

public sealed record GoalProgress(Goal Goal, GroupProgress Progress);

public sealed record PriorityProgress(Priority Priority, IReadOnlyList<GoalProgress> Goals, GroupProgress Progress);

/// <summary>Progress against the targets of one year.</summary>
public sealed record YearProgress(
    int Year, IReadOnlyList<IndicatorProgress> Indicators, IReadOnlyList<PriorityProgress> Priorities, GroupProgress Whole)
{
    public static YearProgress Of(IndicatorDatabase database, int year)
    {
        var strategy = database.Strategy;
        var ordinal = strategy.Period.Ordinal(year);
        IReadOnlyList<IndicatorProgress> indicators = [.. strategy.Indicators.Select(i => Of(database.Figure(i.Id, Point.Of(year)), ordinal))];
        var goals = strategy.Priorities.ToDictionary(p => p, p => p.Goals.Select(g => new GoalProgress(g, With(g.Code))).ToList());
        return new(
            year,
            indicators,
            [.. strategy.Priorities.Select(p => new PriorityProgress(
                p, goals[p], new([.. goals[p].SelectMany(g => g.Progress.Indicators).Distinct()])))],
            new(indicators));

        GroupProgress With(string goal) => new([.. indicators.Where(i => i.Indicator.Goal == goal)]);
    }

    private static IndicatorProgress Of(Figure figure, int ordinal)
    {
        var target = figure.Definition.TargetOf(ordinal);
        var share = target is { } aim && aim != 0 && figure.Value is { } value ? Math.Round(value * 100 / aim, 1, MidpointRounding.AwayFromZero) : (decimal?)null;
        return new(figure.Definition, figure, target, StandingOf(figure, target), share);
    }

    private static Standing StandingOf(Figure figure, decimal? target) => (figure.Definition.Wanted, target, figure.Value) switch
    {
        (Direction.Neither, _, _) or (_, null, _) => Standing.NoTarget,
        (_, _, null) => Standing.NoData,
        (Direction.Up, { } aim, { } value) => value >= aim ? Standing.OnTrack : Standing.Behind,
        (Direction.Down, { } aim, { } value) => value <= aim ? Standing.OnTrack : Standing.Behind,
        (var wanted, _, _) => throw new InvalidOperationException($"Nothing judges {wanted}."),
    };
}
