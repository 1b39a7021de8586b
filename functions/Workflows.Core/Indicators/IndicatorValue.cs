using System.Text.Json.Serialization;

namespace Workflows.Core.Indicators;

/// <summary>
/// One cell of a value sheet: a number, or "no data" with its reason; never both, never neither. Zero is a number.
/// </summary>
/// <param name="Dimension">Null for the total.</param>
/// <param name="Part">The part of the dimension; null for the total.</param>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="NoData">Why there is no number.</param>
/// <param name="Comment">What explains the value, such as a leap against last year.</param>
public sealed record IndicatorValue(
    IndicatorId Indicator, string? Dimension, string? Part, decimal? Value, string? NoData, string? Comment = null)
{
    [JsonIgnore]
    public Cell Cell => new(Dimension, Part);
}

/// <summary>A place in an indicator's breakdown: the total, or a part of a dimension.</summary>
public readonly record struct Cell(string? Dimension, string? Part)
{
    public static Cell Total { get; }

    public bool IsTotal => Dimension is null;

    /// <summary>The total, then each part of the breakdowns, in the order of the dimensions.</summary>
    public static IEnumerable<Cell> Of(Indicator indicator, IReadOnlyList<Dimension> dimensions) =>
        dimensions
            .Where(d => indicator.Breakdowns.Contains(d.Id))
            .SelectMany(d => d.Parts.Select(p => new Cell(d.Id, p.Id)))
            .Prepend(Total);
}

/// <summary>Why the parts of a breakdown do not add up to the total.</summary>
public sealed record Difference(IndicatorId Indicator, string Dimension, string Reason);
