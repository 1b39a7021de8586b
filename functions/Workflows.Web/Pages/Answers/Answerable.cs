using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Access;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>Whether a task can be answered now, or its answer corrected.</summary>
internal static class Answerable
{
    public static bool Now(TaskAccess access, ReachedTask found, DateOnly today) =>
        found.State is WorkflowState.Running
        && found.Workflow.StepOf(found.Task) is not null
        && !found.Task.IsFinished
        && (access.Caller.Actor.Coordinates || found.Task.Deadline.StandingOn(today) is not DeadlineStanding.Closed);

    /// <summary>Why what was typed can be kept but not sent, such as when the deadline closed meanwhile; null where it can be sent.</summary>
    /// <returns>A key of <see cref="AnswersText"/>.</returns>
    public static string? Held(TaskAccess access, ReachedTask found, DateOnly today) =>
        Now(access, found, today) ? null : found.State is WorkflowState.Suspended ? "Refused_Suspended" : "Refused_Closed";

    /// <summary>Whether an answer may still be asked for.</summary>
    public static bool Ever(ReachedTask found) =>
        found.State is WorkflowState.Running or WorkflowState.Suspended && found.Workflow.StepOf(found.Task) is not null && !found.Task.IsFinished;
}
