using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>What a coordinator changes about what is owed.</summary>
internal static class OwedEndpoints
{
    public static void MapOwed(this IEndpointRouteBuilder api)
    {
        var task = api.MapGroup("/workflows/{id}/tasks/{task}").WithTags("Tasks").RequireAuthorization(KeyPolicies.Coordinates);
        task.MapPost("/extend", Extend).Describe("Give more time", "Up to a later due day; grace and closing move with it.").FailsAsCommand();
        task.MapPost("/reassign", Reassign).Describe("Give a task to another institution", "The first is told that it is withdrawn.").FailsAsCommand();
        task.MapPost("/waive", Waive).Describe("Waive a task", "Nobody owes it any more; who waived it and why stays in the record.").FailsAsCommand();
    }

    private static Task<Results<Ok<Receipt>, ProblemResult>> Extend(WorkflowId id, TaskId task, Body<ExtendRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.Extend(task, body.Value.Due, body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Reassign(WorkflowId id, TaskId task, Body<ReassignRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.Reassign(task, body.Value.To, body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Waive(WorkflowId id, TaskId task, Body<ReasonRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.WaiveTask(task, body.Value.Reason));
}

/// <param name="Due">The new due day, inclusive.</param>
public sealed record ExtendRequest(DateOnly Due, string Reason);

public sealed record ReassignRequest(InstitutionId To, string Reason);
