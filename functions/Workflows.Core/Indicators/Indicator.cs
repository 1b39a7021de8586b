namespace Workflows.Core.Indicators;

/// <summary>What is measured. Its code is a label for people; its id is the key.</summary>
/// <param name="Unit">Shown beside every value.</param>
/// <param name="Measure">Decides whether parts may be summed.</param>
/// <param name="Wanted">The direction that counts as progress.</param>
/// <param name="Breakdowns">Dimensions by which each value is also asked for, one at a time.</param>
/// <param name="Source">The institution that owes the values.</param>
/// <param name="Baseline">Known value before the first year, if any.</param>
/// <param name="Targets">Wanted value by ordinal year; the first year is 1.</param>
/// <param name="Goal">Code of the goal it measures; a label.</param>
public sealed record Indicator(
    IndicatorId Id,
    string Code,
    LocalText Name,
    LocalText Unit,
    IndicatorKind Kind,
    Measure Measure,
    Direction Wanted,
    IReadOnlyList<string> Breakdowns,
    InstitutionId Source,
    decimal? Baseline,
    IReadOnlyDictionary<int, decimal> Targets,
    string? Goal);

/// <summary>Sevlievo tells baseline (all), key baseline (of the situation, kept up each year) and progress apart.</summary>
public enum IndicatorKind
{
    Baseline,
    KeyBaseline,
    Progress,
}

/// <summary>Counts and amounts add up over parts; rates and averages never do.</summary>
public enum Measure
{
    Count,
    Amount,
    Rate,
    Average,
}

public enum Direction
{
    Up,
    Down,
    Neither,
}

/// <summary>A way to break a value down, such as by service, risk group, sex, age or settlement. The list of dimensions stays open.</summary>
public sealed record Dimension(string Id, LocalText Name, IReadOnlyList<DimensionPart> Parts);

public sealed record DimensionPart(string Id, LocalText Name);
