using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Access;

namespace Workflows.Web.Pages.Tasks;

/// <summary>Which tasks have a form here.</summary>
internal static class Answers
{
    /// <summary>An activity that asks for no documents.</summary>
    public static bool HasForm(ReachedTask found) =>
        found.Workflow.StepOf(found.Task) is { Kind: StepKind.Activity, Evidence.Count: 0 };

    /// <summary>Whether an answer can be begun or corrected now.</summary>
    public static bool MayBegin(ReachedTask found, DateOnly today) =>
        HasForm(found)
        && found.State is WorkflowState.Running
        && !found.Task.IsFinished
        && found.Task.Deadline.StandingOn(today) is not DeadlineStanding.Closed;
}
