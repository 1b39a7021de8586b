namespace Workflows.Core.Indicators;

/// <summary>A total that leaps against last year's: perhaps a slip, perhaps news; either way somebody says what it is.</summary>
public static class Outlier
{
    /// <summary>The largest change that needs no word, as a share of last year's value.</summary>
    public const decimal Unremarkable = 0.5m;

    /// <summary>Whether a change asks for a comment. From zero, any does.</summary>
    public static bool Is(decimal before, decimal now) => Math.Abs(now - before) > Unremarkable * Math.Abs(before);

    /// <summary>The first total that leaps without a comment, or null. Parts are small numbers, which leap every year, so they are not asked about.</summary>
    /// <param name="lastYear">Last year's total where it is known and comparable.</param>
    public static Rejection? FirstUnexplained(IReadOnlyList<IndicatorValue> values, Func<IndicatorId, decimal?> lastYear)
    {
        foreach (var value in values.Where(v => v.Cell.IsTotal && string.IsNullOrWhiteSpace(v.Comment)))
        {
            if (value.Value is { } now && lastYear(value.Indicator) is { } before && Is(before, now))
            {
                return new(
                    "indicators.outlier",
                    $"Indicator {value.Indicator}, total: {now} is more than half away from last year's {before}; correct it, or say in its comment why.",
                    new Dictionary<string, string> { ["indicator"] = value.Indicator.Value, ["lastYear"] = $"{before}" });
            }
        }

        return null;
    }
}
