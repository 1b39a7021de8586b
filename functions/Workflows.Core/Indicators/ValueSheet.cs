namespace Workflows.Core.Indicators;

/// <summary>The values that one institution owes: each indicator in total and by each part of its breakdowns, nothing missing, nothing extra.</summary>
public static class ValueSheet
{
    /// <summary>Largest number either side of zero, in any unit; sums of a sheet's values are exact.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>What an institution is asked for; what is computed from other indicators is asked of nobody.</summary>
    public static IEnumerable<Indicator> Owed(IReadOnlyList<Indicator> indicators, IReadOnlyList<IndicatorKind> kinds, InstitutionId source) =>
        Asked(indicators, kinds).Where(i => i.Source == source);

    /// <summary>What is asked for of anybody.</summary>
    public static IEnumerable<Indicator> Asked(IReadOnlyList<Indicator> indicators, IReadOnlyList<IndicatorKind> kinds) =>
        indicators.Where(i => i.Ratio is null && kinds.Contains(i.Kind));

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
            if (value.Value is { } number && Math.Abs(number) > Limit)
                return Wrong("indicators.too-large", value, $"is beyond {Limit}; check its unit");
        }

        var expected = 0;
        foreach (var indicator in owed)
        {
            if (Missing(indicator, null, null) is { } missing)
                return missing;
            if (Uncountable(indicator) is { } uncountable)
                return uncountable;
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

        // Nobody counts half a person, or fewer than none.
        Rejection? Uncountable(Indicator indicator) =>
            indicator.Measure is Measure.Count && values.FirstOrDefault(v => v.Indicator == indicator.Id && IsUncountable(v.Value)) is { } wrong
                ? Wrong("indicators.not-a-count", wrong, "is a count; give a whole number, zero or more")
                : null;

        Rejection? Unequal(Indicator indicator, Dimension dimension)
        {
            var parts = dimension.Parts.Select(p => cells[(indicator.Id, dimension.Id, p.Id)].Value).ToList();
            var total = cells[(indicator.Id, null, null)].Value;
            return !indicator.AddsUp || Agree(total, parts)
                || differences.Any(d => d.Indicator == indicator.Id && d.Dimension == dimension.Id && !string.IsNullOrWhiteSpace(d.Reason))
                ? null
                : Wrong(
                    "indicators.sum",
                    new(indicator.Id, dimension.Id, null, null, null),
                    $"adds up to {parts.Sum()}, but the total is {total?.ToString() ?? "no data"}; correct it, or give the reason for the difference");
        }
    }

    /// <summary>
    /// Whether parts agree with their total, for indicators that add up. Parts without data may account for what is missing, never for
    /// a surplus; a total without data agrees only with parts that have none either.
    /// </summary>
    public static bool Agree(decimal? total, IReadOnlyList<decimal?> parts)
    {
        if (total is null)
            return parts.All(p => p is null);
        var sum = parts.Sum() ?? 0;
        return parts.Any(p => p is null) ? sum <= total : sum == total;
    }

    private static bool IsUncountable(decimal? value) => value is { } number && (number < 0 || number != decimal.Truncate(number));

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
