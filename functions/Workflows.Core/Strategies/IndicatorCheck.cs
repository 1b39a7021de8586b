using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Indicators and the dimensions they are broken down by.</summary>
internal static class IndicatorCheck
{
    public static IEnumerable<ModelFault> Faults(Strategy strategy) =>
    [
        .. ListCheck.Twice("dimensions", strategy.Dimensions.Select(d => d.Id)),
        .. strategy.Dimensions.SelectMany(Dimension),
        .. ListCheck.Twice("indicators", strategy.Indicators.Select(i => i.Id.Value)),
        .. strategy.Indicators.SelectMany(indicator => Faults(strategy, indicator, $"indicators/{indicator.Id}")),
    ];

    private static IEnumerable<ModelFault> Dimension(Dimension dimension)
    {
        var path = $"dimensions/{dimension.Id}/parts";
        var few = dimension.Parts.Count < 2
            ? [new ModelFault(path, "a breakdown has at least two parts: add the others")]
            : Array.Empty<ModelFault>();
        return [.. few, .. ListCheck.Twice(path, dimension.Parts.Select(p => p.Id))];
    }

    private static IEnumerable<ModelFault> Faults(Strategy strategy, Indicator indicator, string path) =>
    [
        .. InstitutionCheck.Known(strategy, $"{path}/source", indicator.Source),
        .. ListCheck.Twice($"{path}/breakdowns", indicator.Breakdowns),
        .. indicator.Breakdowns.Where(b => strategy.Dimensions.All(d => d.Id != b)).Select(b => new ModelFault(
            $"{path}/breakdowns/{b}", $"no dimension is called '{b}': {Nearest.Advice(b, strategy.Dimensions.Select(d => d.Id))}")),
        .. Ratio(strategy, indicator, $"{path}/ratio"),
        .. Additive(indicator, $"{path}/additive"),
        .. Revision(indicator, $"{path}/revision"),
        .. indicator.Targets.Keys.Where(ordinal => ordinal < 1 || ordinal > strategy.Period.Years).Select(ordinal => new ModelFault(
            $"{path}/targets/{ordinal}",
            $"the strategy has no year {ordinal}: targets are by ordinal year, from 1 to {strategy.Period.Years}; correct or remove it")),
    ];

    private static IEnumerable<ModelFault> Ratio(Strategy strategy, Indicator indicator, string path)
    {
        if (indicator.Ratio is not { } ratio)
            yield break;
        if (indicator.Measure is not (Measure.Rate or Measure.Average))
            yield return new(path, "what is computed from two others is a rate or an average: write measure: rate, or remove the ratio");
        if (ratio.Per <= 0)
            yield return new($"{path}/per", "a ratio is per something: write 100 for per cent, 1 for an average");
        if (ratio.Numerator == ratio.Denominator)
            yield return new($"{path}/denominator", "an indicator divided by itself is always the same: name another one");
        foreach (var (key, id) in new[] { ("numerator", ratio.Numerator), ("denominator", ratio.Denominator) })
        {
            if (strategy.Indicators.FirstOrDefault(i => i.Id == id) is not { } input)
            {
                yield return new(
                    $"{path}/{key}", $"no indicator is called '{id}': {Nearest.Advice(id.Value, strategy.Indicators.Select(i => i.Id.Value))}");
                continue;
            }

            if (input.Ratio is not null || input.Measure is Measure.Rate or Measure.Average)
                yield return new($"{path}/{key}", $"'{id}' is a rate or an average itself: name a count or an amount");
            foreach (var breakdown in indicator.Breakdowns.Where(b => !input.Breakdowns.Contains(b)))
                yield return new($"{path}/{key}", $"'{id}' is not broken down by '{breakdown}': add it there, or remove it here");
        }
    }

    private static IEnumerable<ModelFault> Additive(Indicator indicator, string path) =>
        indicator is { Additive: true, Measure: Measure.Rate or Measure.Average }
            ? [new(path, "rates and averages are never summed: remove the key")]
            : [];

    private static IEnumerable<ModelFault> Revision(Indicator indicator, string path) =>
        indicator.Revision is { Version: < 2 } revision
            ? [new($"{path}/version", $"the first version of a definition needs no revision, and this is version {revision.Version}: write 2 or more, or remove it")]
            : [];
}
