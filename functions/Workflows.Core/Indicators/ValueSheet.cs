namespace Workflows.Core.Indicators;

/// <summary>The values that one institution owes: each indicator in total and by each part of its breakdowns, nothing missing, nothing extra.</summary>
public static class ValueSheet
{
    /// <summary>The first thing that is wrong with the values, or null. Every message says which cell and what to do.</summary>
    public static Rejection? Check(
        IReadOnlyList<Indicator> owed,
        IReadOnlyList<Dimension> dimensions,
        IReadOnlyList<IndicatorValue> values,
        IReadOnlyList<Difference> differences)
    {
        var cells = new Dictionary<(IndicatorId, string?, string?), IndicatorValue>();
        foreach (var value in values)
        {
            if (!cells.TryAdd((value.Indicator, value.Dimension, value.Part), value))
                return Wrong("indicators.duplicate", value, "is given twice; give it once");
            if (value.Value is null == string.IsNullOrWhiteSpace(value.NoData))
                return Wrong("indicators.value-or-reason", value, "needs either a number or the reason why there is no data");
        }

        var expected = 0;
        foreach (var indicator in owed)
        {
            if (Missing(indicator, null, null) is { } missing)
                return missing;
            expected++;
            foreach (var dimension in dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
            {
                foreach (var part in dimension.Parts)
                {
                    if (Missing(indicator, dimension.Id, part.Id) is { } missingPart)
                        return missingPart;
                    expected++;
                }

                if (Unequal(indicator, dimension) is { } unequal)
                    return unequal;
            }
        }

        return cells.Count == expected ? null : Unasked(owed, dimensions, values);

        Rejection? Missing(Indicator indicator, string? dimension, string? part) =>
            cells.ContainsKey((indicator.Id, dimension, part))
                ? null
                : Wrong("indicators.missing", new(indicator.Id, dimension, part, null, null), "is missing; give a number, or say why there is no data");

        Rejection? Unequal(Indicator indicator, Dimension dimension)
        {
            var parts = dimension.Parts.Select(p => cells[(indicator.Id, dimension.Id, p.Id)].Value).ToList();
            var total = cells[(indicator.Id, null, null)].Value;
            return AddsUp(indicator.Measure, total, parts)
                || differences.Any(d => d.Indicator == indicator.Id && d.Dimension == dimension.Id && !string.IsNullOrWhiteSpace(d.Reason))
                ? null
                : Wrong(
                    "indicators.sum",
                    new(indicator.Id, dimension.Id, null, null, null),
                    $"adds up to {parts.Sum()}, but the total is {total?.ToString() ?? "no data"}; correct it, or give the reason for the difference");
        }
    }

    /// <summary>
    /// Whether parts agree with their total. Rates and averages are never summed. Parts without data may account for what is
    /// missing, never for a surplus; a total without data agrees only with parts that have none either.
    /// </summary>
    public static bool AddsUp(Measure measure, decimal? total, IReadOnlyList<decimal?> parts)
    {
        if (measure is Measure.Rate or Measure.Average)
            return true;
        if (total is null)
            return parts.All(p => p is null);
        var sum = parts.Sum() ?? 0;
        return parts.Any(p => p is null) ? sum <= total : sum == total;
    }

    private static Rejection Unasked(
        IReadOnlyList<Indicator> owed, IReadOnlyList<Dimension> dimensions, IReadOnlyList<IndicatorValue> values) =>
        Wrong("indicators.unasked", values.First(v => !IsOwed(v, owed, dimensions)), "is not asked for here; remove it");

    private static bool IsOwed(IndicatorValue value, IReadOnlyList<Indicator> owed, IReadOnlyList<Dimension> dimensions) =>
        owed.FirstOrDefault(i => i.Id == value.Indicator) is { } indicator
        && (value.Dimension is null
            ? value.Part is null
            : indicator.Breakdowns.Contains(value.Dimension)
                && dimensions.First(d => d.Id == value.Dimension).Parts.Any(p => p.Id == value.Part));

    private static Rejection Wrong(string code, IndicatorValue cell, string remedy)
    {
        var where = cell.Dimension is null ? "total" : cell.Part is null ? cell.Dimension : $"{cell.Dimension} {cell.Part}";
        return new(code, $"Indicator {cell.Indicator}, {where}: {remedy}.", new Dictionary<string, string>
        {
            ["indicator"] = cell.Indicator.Value,
            ["dimension"] = cell.Dimension ?? "",
            ["part"] = cell.Part ?? "",
        });
    }
}
