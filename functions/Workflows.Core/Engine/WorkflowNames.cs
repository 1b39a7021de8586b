namespace Workflows.Core.Engine;

/// <summary>The names of states in lists and answers; part of the API.</summary>
public static class WorkflowNames
{
    public static string Of(WorkflowState state) => state switch
    {
        WorkflowState.NotOpened => "not-opened",
        WorkflowState.Running => "running",
        WorkflowState.Suspended => "suspended",
        WorkflowState.Completed => "completed",
        WorkflowState.Rejected => "rejected",
        WorkflowState.Cancelled => "cancelled",
        _ => throw new InvalidOperationException($"Unknown state {state}."),
    };

    public static string Of(StepStatus status) => status switch
    {
        StepStatus.Waiting => "waiting",
        StepStatus.Open => "open",
        StepStatus.Passed { How: Passing.Done } => "done",
        StepStatus.Passed { How: Passing.Lapsed } => "lapsed",
        StepStatus.Passed { How: Passing.Waived } => "waived",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    public static string Of(TaskStatus status) => status switch
    {
        TaskStatus.Assigned => "assigned",
        TaskStatus.Submitted => "submitted",
        TaskStatus.Returned => "returned",
        TaskStatus.Accepted => "accepted",
        TaskStatus.Waived => "waived",
        TaskStatus.Withdrawn => "withdrawn",
        TaskStatus.Lapsed => "lapsed",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };
}
