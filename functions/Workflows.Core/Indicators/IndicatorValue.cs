namespace Workflows.Core.Indicators;

/// <summary>
/// One cell of a value sheet: a number, or "no data" with its reason; never both, never neither. Zero is a number.
/// </summary>
/// <param name="Dimension">Null for the total.</param>
/// <param name="Part">The part of the dimension; null for the total.</param>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="NoData">Why there is no number.</param>
public sealed record IndicatorValue(IndicatorId Indicator, string? Dimension, string? Part, decimal? Value, string? NoData);

/// <summary>Why the parts of a breakdown do not add up to the total.</summary>
public sealed record Difference(IndicatorId Indicator, string Dimension, string Reason);
