namespace Workflows.Core.Engine;

/// <summary>What a user can do wrong in a workflow. Codes are stable; each message says what to do instead.</summary>
internal static class Refusals
{
    public static Rejection UnknownWorkflow { get; } =
        new("workflow.unknown", "There is no such workflow. Start it from its strategy first.");

    public static Rejection Ended(string how) =>
        new("workflow.ended", $"The workflow is {how}, so nothing more can be done in it. Approved answers can still be corrected.");

    public static Rejection Suspended { get; } =
        new("workflow.suspended", "The workflow is suspended. Wait until the coordinator resumes it; nothing you prepared is lost.");

    public static Rejection NotSuspended { get; } =
        new("workflow.not-suspended", "The workflow is running. Only a suspended workflow can be resumed.");

    public static Rejection Forbidden(string what) =>
        new("actor.forbidden", $"Only a coordinator or an administrator may {what}.");

    public static Rejection ReasonMissing { get; } =
        new("reason.missing", "Give a reason; it is kept and shown with the record.");

    public static Rejection UnknownTask(TaskId task) =>
        new("task.unknown", $"There is no task '{task}' in this workflow. Take the id from the workflow's list of tasks.", Named("task", task.Value));

    public static Rejection UnknownStep(StepId step) =>
        new("step.unknown", $"There is no step '{step}' in this workflow's year. Take the id from the workflow's list of steps.", Named("step", step.Value));

    public static Rejection ForeignTask(TaskId task) =>
        new("task.foreign", "This task belongs to another institution. Open your own list of tasks.", Named("task", task.Value));

    public static Rejection ClosedTask(WorkflowTask task) =>
        new(
            "task.closed",
            $"The task closed at the end of {task.Deadline.Closed:yyyy-MM-dd}. Ask the coordinator for an extension.",
            new Dictionary<string, string> { ["task"] = task.Id.Value, ["closed"] = $"{task.Deadline.Closed:yyyy-MM-dd}" });

    public static Rejection FinishedTask(WorkflowTask task) =>
        new(
            "task.finished",
            $"The task is {WorkflowNames.Of(task.Status)}, so it takes no more answers. The coordinator can correct an approved one.",
            new Dictionary<string, string> { ["task"] = task.Id.Value, ["state"] = WorkflowNames.Of(task.Status) });

    public static Rejection NothingSubmitted(WorkflowTask task) =>
        new(
            "task.nothing-submitted",
            $"No answer of task '{task.Id}' waits for acceptance: it is {WorkflowNames.Of(task.Status)}.",
            Named("task", task.Id.Value));

    /// <param name="field">Where in the answer.</param>
    /// <param name="data">What else the message names.</param>
    public static Rejection Answer(string code, string message, string? field = null, params ReadOnlySpan<(string Key, string Value)> data)
    {
        if (field is null && data.IsEmpty)
            return new(code, message);
        var named = new Dictionary<string, string>();
        if (field is not null)
            named["field"] = field;
        foreach (var (key, value) in data)
            named[key] = value;
        return new(code, message, named);
    }

    private static Dictionary<string, string> Named(string key, string value) => new() { [key] = value };
}
