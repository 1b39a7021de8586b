using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>One indicator in one year, with the years up to it.</summary>
/// <param name="Series">Whole; what lies after the year is not of this report.</param>
/// <param name="LastYear">Null where there is none, or it cannot be compared.</param>
public sealed record IndicatorFact(
    Indicator Indicator, Series Series, Figure Figure, decimal? LastYear, IndicatorProgress Progress, bool Leaps, IReadOnlyList<BreakdownFact> Breakdowns)
{
    internal static IndicatorFact Of(IndicatorDatabase database, IndicatorProgress progress, int year)
    {
        var series = Series.Of(database, progress.Indicator.Id);
        return new(
            progress.Indicator,
            series,
            progress.Figure,
            Series.LastYear(database, progress.Indicator, year),
            progress,
            series.At(year) is { Leaps: true },
            [.. database.Strategy.Dimensions.Where(d => progress.Indicator.Breakdowns.Contains(d.Id)).Select(d => BreakdownFact.Of(database, progress.Indicator, d, Point.Of(year)))]);
    }
}

/// <summary>A value by the parts of one dimension.</summary>
/// <param name="Sum">Of the parts that have a number; null where parts are never summed, or none has one.</param>
/// <param name="Reason">Why the sum is not the total.</param>
public sealed record BreakdownFact(Dimension Dimension, IReadOnlyList<PartFact> Parts, decimal? Sum, string? Reason)
{
    internal static BreakdownFact Of(IndicatorDatabase database, Indicator indicator, Dimension dimension, Point point)
    {
        IReadOnlyList<PartFact> parts = [.. dimension.Parts.Select(p => new PartFact(p, database.Figure(indicator.Id, point, new(dimension.Id, p.Id))))];
        return new(
            dimension,
            parts,
            indicator is { AddsUp: true, Ratio: null } && parts.Any(p => p.Figure.Value is not null) ? parts.Sum(p => p.Figure.Value) : null,
            database.ReasonForDifference(indicator.Id, point, dimension.Id));
    }
}

public sealed record PartFact(DimensionPart Part, Figure Figure);

/// <summary>A value that was asked for and has no number.</summary>
/// <param name="Part">Null for the total.</param>
/// <param name="Reading">Why there is none.</param>
public sealed record MissingValue(Indicator Indicator, LocalText? Dimension, LocalText? Part, InstitutionId Source, LocalText SourceName, Reading Reading);

/// <summary>What the institutions were asked for in a year.</summary>
/// <param name="Indicators">Reported ones, and those computed from them.</param>
/// <param name="Cells">How many values in all.</param>
public sealed record AskedValues(IReadOnlySet<IndicatorId> Indicators, int Cells, IReadOnlyList<MissingValue> Missing)
{
    public int Given => Cells - Missing.Count;

    internal static AskedValues Of(IndicatorDatabase database, IEnumerable<Workflow> workflows, int year)
    {
        var (asked, cells, missing) = (new HashSet<IndicatorId>(), 0, new List<MissingValue>());
        foreach (var (w, task, indicator) in workflows.SelectMany(Owed))
        {
            // Two tasks that ask for the same are one value.
            if (!asked.Add(indicator.Id))
                continue;
            foreach (var cell in Cell.Of(indicator, w.Context.Dimensions))
            {
                cells++;
                if (database.Figure(indicator.Id, Point.Of(year), cell) is { Value: null } figure)
                    missing.Add(MissingOf(w, task, indicator, cell, figure.Reading));
            }
        }

        foreach (var computed in database.Strategy.Indicators.Where(i => i.Ratio is { } ratio && asked.Contains(ratio.Numerator) && asked.Contains(ratio.Denominator)))
            asked.Add(computed.Id);
        return new(asked, cells, missing);
    }

    private static IEnumerable<(Workflow, WorkflowTask, Indicator)> Owed(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is not TaskStatus.Withdrawn
        let kind = w.StepOf(task)?.Kind as StepKind.CollectIndicators
        where kind is { Baseline: not true }
        from indicator in ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner)
        select (w, task, indicator);

    private static MissingValue MissingOf(Workflow w, WorkflowTask task, Indicator indicator, Cell cell, Reading reading)
    {
        var dimension = w.Context.Dimensions.FirstOrDefault(d => d.Id == cell.Dimension);
        return new(
            indicator, dimension?.Name, dimension?.Parts.FirstOrDefault(p => p.Id == cell.Part)?.Name, task.Owner, Names.Institution(w, task.Owner), reading);
    }
}
