using Workflows.Core.Ports;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>What lists and deliveries read from a state.</summary>
public static class WorkflowViews
{
    public static Workflow? WorkflowOf(WorkflowState state) => state switch
    {
        WorkflowState.NotOpened => null,
        WorkflowState.Running s => s.Workflow,
        WorkflowState.Suspended s => s.Workflow,
        WorkflowState.Completed s => s.Workflow,
        WorkflowState.Rejected s => s.Workflow,
        WorkflowState.Cancelled s => s.Workflow,
        _ => throw new InvalidOperationException($"Unknown state {state}."),
    };

    /// <summary>The owner, or, where a step names several roles, anybody in one of them; a coordinator may answer for anybody.</summary>
    public static bool MayAnswer(Workflow w, WorkflowTask task, Actor actor) =>
        actor.Coordinates
        || actor.Is(task.Owner)
        || (w.StepOf(task) is { Assignment: Assignment.One, Owners.Count: > 1 } step
            && step.Owners.SelectMany(w.Context.InRole).Any(p => actor.Is(p.Id)));

    /// <summary>How many meetings have been held that count, and how many were waived, singly or with their step.</summary>
    public static (int Held, int Waived) Meetings(Workflow w)
    {
        var tasks = w.Tasks.Values.Where(t => w.StepOf(t)?.Kind is StepKind.Meeting).ToLookup(t => t.Step);
        var neverOpened = w.ApplyingSteps
            .Where(s => w.Steps[s.Id].Status is StepStatus.Passed { How: Passing.Waived } && !tasks.Contains(s.Id))
            .Sum(s => s.Kind is StepKind.Meeting meeting ? meeting.Times : 0);
        return (
            tasks.Sum(step => step.Count(t => t.Status is TaskStatus.Accepted)),
            neverOpened + tasks.Sum(step => step.Count(t => t.Status is TaskStatus.Waived)));
    }

    /// <summary>The day on which a waiting step will open by itself; null while something before it has not passed.</summary>
    public static DateOnly? OpensOn(Workflow w, Step step) =>
        w.Steps[step.Id].Status is StepStatus.Waiting ? Agenda.ReadyOn(w, w.Steps.PlaceOf(step.Id)) : null;

    /// <summary>The workflow's row and the rows of the tasks that differ from those before.</summary>
    public static ListingChange Listing(WorkflowState before, WorkflowState after)
    {
        if (WorkflowOf(after) is not { } w)
            return ListingChange.None;
        return new(null, RowOf(after, w), [.. Changed(WorkflowOf(before), w).Select(t => RowOf(w, t))]);
    }

    /// <summary>Without new tasks, only those that were unfinished can have changed in a way that a list shows.</summary>
    private static IEnumerable<WorkflowTask> Changed(Workflow? before, Workflow after)
    {
        if (before is null)
            return after.Tasks.Values;
        var candidates = before.Tasks.Count == after.Tasks.Count ? before.Unfinished.Keys.Select(id => after.Tasks[id]) : after.Tasks.Values;
        return candidates.Where(t => !before.Tasks.TryGetValue(t.Id, out var old) || !ReferenceEquals(old, t));
    }

    private static WorkflowRow RowOf(WorkflowState state, Workflow w)
    {
        var open = 0;
        DateOnly? nextDue = null;
        foreach (var task in w.Unfinished.Values)
        {
            if (!task.IsOwed)
                continue;
            open++;
            if (nextDue is null || task.Deadline.Due < nextDue)
                nextDue = task.Deadline.Due;
        }

        return new(
            w.Id, w.Context.Municipality, w.Context.Strategy, w.Template.Id, w.Template.Version, w.Context.Year, w.Template.Title,
            WorkflowNames.Of(state), w.OpenedOn, open, nextDue);
    }

    private static TaskRow RowOf(Workflow w, WorkflowTask t) => new(
        w.Id, t.Id, w.Context.Municipality, t.Step, t.Owner, w.StepOf(t)?.Title ?? new(t.Step.Value, t.Step.Value),
        WorkflowNames.Of(t.Status), t.IsOwed, t.AssignedOn, t.Deadline.Due, t.Deadline.Closed);
}
