using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>Computes the deadlines of tasks from the rules of their steps.</summary>
internal static class Deadlines
{
    /// <summary>
    /// The deadline of a step opened on a day: by its rule, but never before the owner's notice is over. A rule that counts from a
    /// step that does not apply this year counts from the opening.
    /// </summary>
    public static Deadline OfStep(Workflow w, Step step, DateOnly opened)
    {
        var context = Context(w, opened);
        var deadline = step.Deadline.Resolve(context)!;
        if (step.Notice == 0 || deadline.Due >= w.Context.Calendar.AddWorkingDays(opened, step.Notice))
            return deadline;
        return (step.Deadline with { Due = DaysAfterOpening(step.Notice) }).Resolve(context)!;
    }

    /// <summary>After a return, the owner has the step's working days again, and at least what was left of the deadline.</summary>
    public static Deadline OfReturn(Workflow w, Step step, WorkflowTask task, DateOnly returned)
    {
        var again = (step.Deadline with { Due = DaysAfterOpening(step.ReturnedDays) }).Resolve(Context(w, returned))!;
        return again.Due > task.Deadline.Due ? again : task.Deadline;
    }

    /// <summary>What the deadline would be by today's calendar and template, for a task whose deadline nobody has moved by hand.</summary>
    public static Deadline Recomputed(Workflow w, Step step, WorkflowTask task)
    {
        if (task.Deadline.Explanation.Changes.Count > 0)
            return task.Deadline;
        return task.Status is TaskStatus.Returned returned
            ? OfReturn(w, step, task with { Deadline = OfStep(w, step, task.AssignedOn) }, returned.On)
            : OfStep(w, step, task.AssignedOn);
    }

    /// <summary>The first day on which a waiting step may open, once what comes before it has passed on <paramref name="ready"/>.</summary>
    public static DateOnly OpeningOf(Workflow w, Step step, DateOnly ready) =>
        step.Opens?.DateIn(Context(w, w.OpenedOn)) is { } opens && opens > ready ? opens : ready;

    private static DueContext Context(Workflow w, DateOnly opening) =>
        new(w.Context.Year, opening, id => PassedOn(w, StepId.Create(id)) ?? opening, w.Context.Calendar);

    private static DateOnly? PassedOn(Workflow w, StepId id) =>
        w.Steps.TryGetValue(id, out var progress) && progress.Status is StepStatus.Passed passed ? passed.On : null;

    private static DueRule DaysAfterOpening(int workingDays) => DueRule.Parse($"{workingDays} working days after opening");
}
