using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Access;
using Workflows.Web.Sheets;

namespace Workflows.Web.Api;

/// <summary>Runs commands on tasks. An institution's key reaches the tasks that it may answer; any other is one that does not exist.</summary>
internal sealed class TaskCommands(WorkflowCommands workflows, Reach reach, SubmittedDocuments documents, TaskSheets sheets)
{
    public async ValueTask<(Workflow Workflow, WorkflowTask Task)?> Find(ApiCall call, WorkflowId id, TaskId task) =>
        await reach.Task(call.Caller, id, task, call.Aborted) is { } found ? (found.Workflow, found.Task) : null;

    public async Task<Results<Ok<Receipt>, ProblemResult>> Run(ApiCall call, WorkflowId id, TaskId task, WorkflowCommand command) =>
        await Find(call, id, task) is null ? Unknown(task) : await workflows.Run(call, id, command);

    /// <summary>
    /// Runs a command with an answer whose documents are all in the municipality's store, and whose values say why where they leap against
    /// last year's.
    /// </summary>
    public async Task<Results<Ok<Receipt>, ProblemResult>> RunWithAnswer(
        ApiCall call, WorkflowId id, TaskId task, Submission submission, Func<Submission, WorkflowCommand> command)
    {
        if (await Find(call, id, task) is not var (workflow, found))
            return Unknown(task);
        if (await documents.Missing(workflow.Context.Municipality, submission, call.Aborted) is { } missing)
            return new ProblemResult(missing);
        return await sheets.FirstUnexplained(workflow, found, submission.Answer, call.Aborted) is { } unexplained
            ? new ProblemResult(unexplained)
            : await workflows.Run(call, id, command(submission));
    }

    public static ProblemResult Unknown(TaskId task) =>
        new(new("task.unknown", $"There is no task '{task}' here. GET /api/tasks lists those that there are.", new Dictionary<string, string> { ["task"] = task.Value }));
}
