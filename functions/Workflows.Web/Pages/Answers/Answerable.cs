using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Access;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>Whether a task can be answered now, or its answer corrected.</summary>
internal static class Answerable
{
    public static bool Now(TaskAccess access, ReachedTask found, DateOnly today) =>
        Corrects(access, found) || Owed(access, found, today);

    /// <summary>
    /// Whether the form that asked for an approved answer takes its correction. An activity's is a note, which has a form of its own; what an outcome has
    /// brought about stays, and the engine says so.
    /// </summary>
    public static bool Corrects(TaskAccess access, ReachedTask found) =>
        access.Caller.Actor.Coordinates && Corrects(found.State, found.Task, found.Workflow.StepOf(found.Task)?.Kind);

    public static bool Corrects(WorkflowState state, WorkflowTask task, StepKind? kind) =>
        state is WorkflowState.Running or WorkflowState.Completed or WorkflowState.Rejected
        && task is { Status: Core.Engine.TaskStatus.Accepted, Received.Count: > 0 }
        && kind is not (null or StepKind.Activity);

    private static bool Owed(TaskAccess access, ReachedTask found, DateOnly today) =>
        found.State is WorkflowState.Running
        && found.Workflow.StepOf(found.Task) is not null
        && !found.Task.IsFinished
        && (access.Caller.Actor.Coordinates || found.Task.Deadline.StandingOn(today) is not DeadlineStanding.Closed);

    /// <summary>Why what was typed can be kept but not sent, such as when the deadline closed meanwhile; null where it can be sent.</summary>
    /// <returns>A key of <see cref="AnswersText"/>.</returns>
    public static string? Held(TaskAccess access, ReachedTask found, DateOnly today) =>
        Now(access, found, today) ? null : found.State is WorkflowState.Suspended ? "Held_Suspended" : "Held_Closed";

    /// <summary>Whether an answer may still be asked for.</summary>
    public static bool Ever(TaskAccess access, ReachedTask found) =>
        Corrects(access, found) || found.State is WorkflowState.Running or WorkflowState.Suspended && found.Workflow.StepOf(found.Task) is not null && !found.Task.IsFinished;
}
