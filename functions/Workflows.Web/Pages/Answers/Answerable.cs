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
}
