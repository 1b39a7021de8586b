using System.Text.Json.Serialization;

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
/// <param name="Method">How it is counted or computed, in words for those who report it.</param>
/// <param name="Additive">Set where it differs from what the measure says: people who use two services are counted in both parts.</param>
/// <param name="Ratio">Set for one that is computed from two others; nobody is asked for it.</param>
/// <param name="Revision">Null for the first version of the definition.</param>
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
    string? Goal,
    LocalText? Method = null,
    bool? Additive = null,
    Ratio? Ratio = null,
    Frequency? Frequency = null,
    Revision? Revision = null)
{
    /// <summary>1 for the first.</summary>
    [JsonIgnore]
    public int Version => Revision?.Version ?? 1;

    /// <summary>Whether parts add up to their total, and municipalities to their region.</summary>
    [JsonIgnore]
    public bool AddsUp => Additive ?? Measure is Measure.Count or Measure.Amount;

    public decimal? TargetOf(int ordinal) => Targets.TryGetValue(ordinal, out var target) ? target : null;
}

/// <summary>
/// Computed, in total and in each part by itself, from the values of two indicators that are reported. Neither summed nor averaged.
/// </summary>
/// <param name="Per">100 for a share in per cent, 1 for an average.</param>
/// <param name="Decimals">Digits after the point that the result is rounded to, half away from zero.</param>
public sealed record Ratio(IndicatorId Numerator, IndicatorId Denominator, decimal Per, int Decimals)
{
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public decimal Of(decimal numerator, decimal denominator) =>
        Math.Round(numerator / denominator * Per, Decimals, MidpointRounding.AwayFromZero);
}

/// <summary>How often the source brings it up to date.</summary>
public enum Frequency
{
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,

    /// <summary>When the baseline is gathered anew.</summary>
    WithBaseline,
}

/// <summary>A later version of a definition.</summary>
/// <param name="Version">2 or more.</param>
/// <param name="Change">What is counted otherwise than before.</param>
/// <param name="Comparable">Whether values may be held against those of the version before; where not, the series has a break.</param>
public sealed record Revision(int Version, LocalText Change, bool Comparable);

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
