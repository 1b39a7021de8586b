using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.Web.Pages.Board;

/// <summary>What a coordinator asks of a running workflow first.</summary>
internal static class BoardFacts
{
    /// <summary>The earliest decision of a council that has not been taken, with the day that it is due if it has been asked for.</summary>
    public static (Step Step, DateOnly? Due)? NextDecision(Workflow w)
    {
        if (w.ApplyingSteps.FirstOrDefault(s => s.Kind is StepKind.Decision && w.Steps[s.Id].Status is not StepStatus.Passed) is not { } step)
            return null;
        var owed = w.TasksOf(step.Id).Where(t => !t.IsFinished).ToList();
        return (step, owed.Count == 0 ? null : owed.Min(t => t.Deadline.Due));
    }

    /// <summary>How many of the baseline indicators that the workflow asks for have a number, and how many there are; null when it asks for none.</summary>
    public static (int Known, int NoData, int All)? Baseline(Workflow w)
    {
        var steps = w.ApplyingSteps.Where(s => s.Kind is StepKind.CollectIndicators collect && collect.Kinds.Any(IsBaseline)).Select(s => s.Id).ToHashSet();
        if (steps.Count == 0)
            return null;
        var asked = w.Context.Indicators.Where(i => IsBaseline(i.Kind)).Select(i => i.Id).ToHashSet();
        var totals = w.Tasks.Values
            .Where(t => steps.Contains(t.Step) && t.Received.Count > 0)
            .SelectMany(t => (t.Received[^1].Submission.Answer as Answer.Values)?.Cells ?? [])
            .Where(c => c.Dimension is null && asked.Contains(c.Indicator))
            .GroupBy(c => c.Indicator)
            .Select(g => g.Any(c => c.Value is not null))
            .ToList();
        return (totals.Count(known => known), totals.Count(known => !known), asked.Count);
    }

    private static bool IsBaseline(IndicatorKind kind) => kind is IndicatorKind.Baseline or IndicatorKind.KeyBaseline;
}
