using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Access;

namespace Workflows.Web.Api;

/// <summary>Runs commands on tasks. An institution's key reaches the tasks that it may answer; any other is one that does not exist.</summary>
internal sealed class TaskCommands(WorkflowCommands workflows, Reach reach, SubmittedDocuments documents)
{
    public async ValueTask<(Workflow Workflow, WorkflowTask Task)?> Find(ApiCall call, WorkflowId id, TaskId task) =>
        await reach.Task(call.Caller, id, task, call.Aborted) is { } found ? (found.Workflow, found.Task) : null;

    public async Task<Results<Ok<Receipt>, ProblemResult>> Run(ApiCall call, WorkflowId id, TaskId task, WorkflowCommand command) =>
        await Find(call, id, task) is null ? Unknown(task) : await workflows.Run(call, id, command);

    /// <summary>Runs a command with an answer whose documents are all in the municipality's store.</summary>
    public async Task<Results<Ok<Receipt>, ProblemResult>> RunWithAnswer(
        ApiCall call, WorkflowId id, TaskId task, Submission submission, Func<Submission, WorkflowCommand> command)
    {
        if (await Find(call, id, task) is not var (workflow, _))
            return Unknown(task);
        return await documents.Missing(workflow.Context.Municipality, submission, call.Aborted) is { } missing
            ? new ProblemResult(missing)
            : await workflows.Run(call, id, command(submission));
    }

    public static ProblemResult Unknown(TaskId task) =>
        new(new("task.unknown", $"There is no task '{task}' here. GET /api/tasks lists those that there are.", new Dictionary<string, string> { ["task"] = task.Value }));
}
