using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Simulation;

/// <summary>Values that go towards the targets over the years, some years better than others, with parts that add up to their totals.</summary>
internal static class IndicatorStory
{
    /// <param name="corrections">How often the sheet was sent back: each time one number is corrected by one, and gaps are filled.</param>
    public static Answer.Values Of(Workflow w, StepKind.CollectIndicators kind, InstitutionId source, int corrections, Chance chance)
    {
        var cells = new List<IndicatorValue>();
        var owed = ValueSheet.Owed(w.Context.Indicators, kind.Kinds, source).ToList();
        foreach (var indicator in owed)
        {
            if (WholeOf(indicator, w.Context.Indicators) is { } share && owed.TakeWhile(i => i != indicator).Any(i => i.Id == share.Ratio!.Denominator))
            {
                cells.AddRange(Portion(indicator, share, w, cells, chance.Of(indicator.Id.Value)));
                continue;
            }

            var of = chance.Of(indicator.Id.Value);
            var total = corrections == 0 && of.Of("no data").Percent(2)
                ? (decimal?)null
                : Total(indicator, w.Context.Period.Ordinal(w.Context.Year), of) + (cells.Count == 0 ? corrections : 0);
            cells.Add(Cell(indicator, Core.Indicators.Cell.Total, total));
            foreach (var dimension in w.Context.Dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
            {
                var parts = Parts(indicator.Measure, total, dimension.Parts.Count, of.Of(dimension.Id));
                cells.AddRange(dimension.Parts.Select((part, i) => Cell(indicator, new(dimension.Id, part.Id), parts[i])));
            }
        }

        return new(cells, []);
    }

    /// <summary>The share of a whole that the indicator is counted for.</summary>
    private static Indicator? WholeOf(Indicator indicator, IReadOnlyList<Indicator> all) =>
        all.FirstOrDefault(i => i.Ratio is { Per: 100 } ratio && ratio.Numerator == indicator.Id);

    /// <summary>So many of each part of the whole as the share is aimed at; a whole without data leaves its portion without, too.</summary>
    private static IEnumerable<IndicatorValue> Portion(Indicator indicator, Indicator share, Workflow w, List<IndicatorValue> known, Chance chance)
    {
        var aim = Math.Min(Total(share, w.Context.Period.Ordinal(w.Context.Year), chance), 100) / 100m;
        var whole = known.Where(c => c.Indicator == share.Ratio!.Denominator).ToDictionary(c => c.Cell, c => c.Value);
        var portions = Core.Indicators.Cell.Of(indicator, w.Context.Dimensions)
            .ToDictionary(cell => cell, cell => whole.GetValueOrDefault(cell) is { } of ? decimal.Truncate(of * aim) : (decimal?)null);
        if (indicator.Breakdowns is [var first, ..] && portions[Core.Indicators.Cell.Total] is not null)
            portions[Core.Indicators.Cell.Total] = portions.Where(p => p.Key.Dimension == first).Sum(p => p.Value);
        return portions.Select(p => Cell(indicator, p.Key, p.Value));
    }

    private static IndicatorValue Cell(Indicator indicator, Cell cell, decimal? value) =>
        new(indicator.Id, cell.Dimension, cell.Part, value, value is null ? "Не се води такава отчетност" : null);

    /// <summary>The year's target, missed or beaten by up to 8 in a hundred; without targets the baseline, or a number of the usual size.</summary>
    private static decimal Total(Indicator indicator, int ordinal, Chance chance)
    {
        var aim = indicator.Targets.TryGetValue(ordinal, out var target)
            ? target
            : indicator.Baseline ?? indicator.Targets.Values.FirstOrDefault(chance.Of("size").Between(20, 400));
        var value = aim * chance.Of("luck").Between(92, 108) / 100m;
        return indicator.Measure switch
        {
            Measure.Count => Math.Round(value),
            // Below a hundred in a hundred, so that a correction fits.
            Measure.Rate => Math.Min(Math.Round(value, 1), aim <= 100 ? 98 : decimal.MaxValue),
            _ => Math.Round(value, 2),
        };
    }

    private static decimal?[] Parts(Measure measure, decimal? total, int count, Chance chance)
    {
        if (total is not { } whole)
            return new decimal?[count];
        if (measure is Measure.Rate or Measure.Average)
            return [.. Enumerable.Range(0, count).Select(i => (decimal?)Math.Round(whole * chance.Of($"{i}").Between(90, 100) / 100m, 1))];

        var weights = Enumerable.Range(0, count).Select(i => chance.Of($"{i}").Between(1, 10)).ToList();
        var parts = weights.Select(weight => (decimal?)Math.Round(whole * weight / weights.Sum(), measure is Measure.Count ? 0 : 2, MidpointRounding.ToZero)).ToArray();
        parts[^1] += whole - parts.Sum();
        return parts;
    }
}
