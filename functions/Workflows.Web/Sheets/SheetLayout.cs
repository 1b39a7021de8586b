using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.Web.Sheets;

/// <summary>The columns of a sheet of values, in their order.</summary>
public enum SheetColumn
{
    /// <summary>Workflow and task that the sheet is for; hidden in workbooks.</summary>
    Sheet,

    /// <summary>Indicator, dimension and part; hidden in workbooks.</summary>
    Line,
    Code,
    Indicator,
    Unit,
    Breakdown,
    Part,
    LastYear,
    Value,
    NoData,
    Comment,
}

/// <summary>One line of a sheet: a value to give, or, after the parts of a breakdown, the place for why they do not add up.</summary>
/// <param name="Check">The dimension that the reason for a difference is for; null for a value.</param>
/// <param name="LastYear">Null where it is unknown or not comparable.</param>
public sealed record SheetLine(Indicator Indicator, Cell Cell, Dimension? Dimension, string? Check, decimal? LastYear)
{
    public string Key => Check is null ? KeyOf(Indicator.Id, Cell) : $"{Indicator.Id}/{Check}";

    public static string KeyOf(IndicatorId indicator, Cell cell) => cell.IsTotal ? indicator.Value : $"{indicator}/{cell.Dimension}/{cell.Part}";
}

/// <summary>What an institution's sheet for one task asks for: one layout for workbooks, CSV and JSON.</summary>
/// <param name="Title">Municipality, institution and year.</param>
public sealed record SheetLayout(
    string Id, LocalText Title, IReadOnlyList<Indicator> Owed, IReadOnlyList<Dimension> Dimensions, IReadOnlyList<SheetLine> Lines)
{
    /// <param name="lastYear">Last year's value where it may be held against this year's.</param>
    /// <returns>Null for a task that asks for something else than values.</returns>
    public static SheetLayout? Of(Workflow w, WorkflowTask task, Func<Indicator, Cell, decimal?> lastYear)
    {
        if (w.StepOf(task)?.Kind is not StepKind.CollectIndicators kind)
            return null;
        List<Indicator> owed = [.. ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner)];
        var (town, office) = (w.Context.MunicipalityName, w.Context.Find(task.Owner)?.Name ?? new(task.Owner.Value, task.Owner.Value));
        var point = kind.Baseline is true ? "Title_Baseline" : "Title_Year";
        return new(
            $"{w.Id}/{task.Id}",
            new(
                SheetText.In(Language.Bg, point, town.Bg, office.Bg, w.Context.Year),
                SheetText.In(Language.En, point, town.En, office.En, w.Context.Year)),
            owed,
            w.Context.Dimensions,
            [.. owed.SelectMany(indicator => LinesOf(indicator, w.Context.Dimensions, lastYear))]);
    }

    /// <summary>The lines of an answer that is there already, as a sheet holds them.</summary>
    public IEnumerable<(SheetLine Line, IndicatorValue? Value, string? Reason)> Filled(Answer.Values? answer)
    {
        var values = (answer?.Cells ?? []).ToDictionary(c => SheetLine.KeyOf(c.Indicator, c.Cell));
        var reasons = (answer?.Differences ?? []).ToDictionary(d => $"{d.Indicator}/{d.Dimension}", d => d.Reason);
        return Lines.Select(line => (line, values.GetValueOrDefault(line.Key), line.Check is null ? null : reasons.GetValueOrDefault(line.Key)));
    }

    private static IEnumerable<SheetLine> LinesOf(Indicator indicator, IReadOnlyList<Dimension> dimensions, Func<Indicator, Cell, decimal?> lastYear)
    {
        yield return new(indicator, Cell.Total, null, null, lastYear(indicator, Cell.Total));
        foreach (var dimension in dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
        {
            foreach (var part in dimension.Parts)
            {
                var cell = new Cell(dimension.Id, part.Id);
                yield return new(indicator, cell, dimension, null, lastYear(indicator, cell));
            }

            if (indicator.AddsUp)
                yield return new(indicator, Cell.Total, dimension, dimension.Id, null);
        }
    }
}
