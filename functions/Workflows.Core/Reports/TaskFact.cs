using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.History;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>How a task came out, or stands.</summary>
public enum TaskOutcome
{
    InTime,

    /// <summary>After the due day; past the closed day included.</summary>
    Late,

    /// <summary>Owed, and its due day has not gone by.</summary>
    Open,

    /// <summary>Owed, and its due day has gone by.</summary>
    Overdue,
    Waived,
    Lapsed,
}

/// <summary>One task of a year. What was withdrawn because its step is done again is no fact of its own.</summary>
/// <param name="AnsweredOn">Civil date of the answer that it was done by; a later correction does not make it late.</param>
/// <param name="Reason">Why it was waived or last returned.</param>
public sealed record TaskFact(
    WorkflowId Workflow,
    LocalText WorkflowTitle,
    TaskId Task,
    LocalText Step,
    InstitutionId Owner,
    LocalText OwnerName,
    LocalText? Service,
    int Round,
    DateOnly AssignedOn,
    DateOnly Due,
    DateOnly? AnsweredOn,
    TaskOutcome Outcome,
    string? Reason)
{
    /// <summary>In the order in which people read the workflow's steps.</summary>
    internal static IEnumerable<TaskFact> Of(WorkflowRecord record, DateOnly today) =>
        from w in record.Workflow is { } workflow ? [workflow] : Array.Empty<Workflow>()
        from step in w.Template.Steps
        from task in w.Tasks.Values.Where(t => t.Step == step.Id && t.Status is not TaskStatus.Withdrawn).OrderBy(t => t.Round).ThenBy(t => t.Number)
        let answered = task.Status is TaskStatus.Accepted or TaskStatus.Submitted ? record.DoneBy(task) : null
        select new TaskFact(
            w.Id,
            w.Template.Title,
            task.Id,
            step.Title,
            task.Owner,
            Names.Institution(w, task.Owner),
            task.Service is { } service ? Names.Service(w, service) : null,
            task.Round,
            task.AssignedOn,
            task.Deadline.Due,
            answered is null ? null : CivilTime.DateOf(answered.At),
            OutcomeOf(task, answered, today),
            task.Status switch { TaskStatus.Waived x => x.Reason, TaskStatus.Returned x => x.Reason, _ => null });

    private static TaskOutcome OutcomeOf(WorkflowTask task, Received? answered, DateOnly today) => task.Status switch
    {
        TaskStatus.Waived => TaskOutcome.Waived,
        TaskStatus.Lapsed => TaskOutcome.Lapsed,
        TaskStatus.Assigned or TaskStatus.Returned => task.Deadline.Due < today ? TaskOutcome.Overdue : TaskOutcome.Open,
        TaskStatus.Accepted or TaskStatus.Submitted => answered is { Standing: DeadlineStanding.InTime } ? TaskOutcome.InTime : TaskOutcome.Late,
        _ => throw new InvalidOperationException($"Nothing says how {task.Status} came out."),
    };
}

/// <summary>How many tasks came out how. Every task is in one of the parts.</summary>
public sealed record TaskTally(int InTime, int Late, int Open, int Overdue, int Waived, int Lapsed)
{
    public int All => InTime + Late + Open + Overdue + Waived + Lapsed;

    public int Answered => InTime + Late;

    public static TaskTally Of(IEnumerable<TaskFact> tasks)
    {
        var count = tasks.CountBy(t => t.Outcome).ToDictionary();
        return new(
            Of(TaskOutcome.InTime), Of(TaskOutcome.Late), Of(TaskOutcome.Open), Of(TaskOutcome.Overdue), Of(TaskOutcome.Waived), Of(TaskOutcome.Lapsed));

        int Of(TaskOutcome outcome) => count.GetValueOrDefault(outcome);
    }
}

/// <summary>What one institution owed in a year.</summary>
public sealed record InstitutionTally(InstitutionId Institution, LocalText Name, TaskTally Tasks)
{
    internal static IReadOnlyList<InstitutionTally> Of(IReadOnlyList<TaskFact> tasks) =>
        [.. tasks.GroupBy(t => t.Owner).OrderBy(g => g.Key).Select(g => new InstitutionTally(g.Key, g.Last().OwnerName, TaskTally.Of(g)))];
}
