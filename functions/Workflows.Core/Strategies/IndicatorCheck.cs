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
        .. indicator.Targets.Keys.Where(ordinal => ordinal < 1 || ordinal > strategy.Period.Years).Select(ordinal => new ModelFault(
            $"{path}/targets/{ordinal}",
            $"the strategy has no year {ordinal}: targets are by ordinal year, from 1 to {strategy.Period.Years}; correct or remove it")),
    ];
}
