namespace Workflows.Core.Engine;

/// <summary>
/// Why a running workflow never ends by itself: nobody owes or waits for an answer, and time changes nothing. Only a coordinator can help,
/// who waives what hinders it, adds a meeting, moves it to a mended template or cancels it.
/// </summary>
/// <param name="Hindering">Mandatory steps that have not passed, in reading order.</param>
/// <param name="MeetingsMissing">How many meetings fewer than demanded were held or waived.</param>
public sealed record Standstill(IReadOnlyList<StepId> Hindering, int MeetingsMissing)
{
    /// <summary>Null when something is still going to happen, or nothing need.</summary>
    public static Standstill? Of(WorkflowState state)
    {
        if (state is not WorkflowState.Running { Workflow: var w } || !w.Unfinished.IsEmpty || WorkflowDecider.NextWakeUp(state) is not null)
            return null;
        var (held, waived) = WorkflowViews.Meetings(w);
        return new(
            [.. w.ApplyingSteps.Where(s => s.Mandatory && w.Steps[s.Id].Status is not StepStatus.Passed).Select(s => s.Id)],
            Math.Max(0, (w.Template.Meetings?.Minimum ?? 0) - held - waived));
    }
}
