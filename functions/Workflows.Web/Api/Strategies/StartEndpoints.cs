using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Starting a strategy's workflows. Each has its id before it is started, so starting it twice answers the same one.</summary>
internal static class StartEndpoints
{
    public static void MapStarts(this IEndpointRouteBuilder api)
    {
        var starts = api.MapGroup("/strategies/{id}").WithTags("Strategies").RequireAuthorization(KeyPolicies.Coordinates);
        starts.MapPost("/cycles/{year}", StartCycle)
            .Describe("Start the cycle of a year", "Whatever its day. Follow Location for its status; started again, the answer is the same workflow.")
            .Fails(404, 422);
        starts.MapPost("/workflows/{name}/{year}", StartWorkflow)
            .Describe("Start another scheduled workflow", "By its name in the strategy, such as evaluation.")
            .Fails(404, 422);
        starts.MapPost("/cases", StartCase)
            .Describe("Start a case", "A workflow that may begin at any time, such as a decision on a service. The same name again is the same case.")
            .Fails(404, 413, 415, 422);
    }

    private static Task<Results<Accepted<WorkflowLinks>, ProblemResult>> StartCycle(StrategyId id, int year, ApiCall call, StrategyCommands commands) =>
        StartWorkflow(id, StrategyDecider.CycleName, year, call, commands);

    private static Task<Results<Accepted<WorkflowLinks>, ProblemResult>> StartWorkflow(
        StrategyId id, string name, int year, ApiCall call, StrategyCommands commands) =>
        Start(id, new StrategyCommand.StartWorkflow(name, year), s => StrategyDecider.IdOf(s, name, year), call, commands);

    private static Task<Results<Accepted<WorkflowLinks>, ProblemResult>> StartCase(
        StrategyId id, Body<CaseRequest> body, ApiCall call, StrategyCommands commands) =>
        Start(
            id,
            new StrategyCommand.StartCase(body.Value.Template, body.Value.Name),
            s => WorkflowId.Create($"{s.Id}.{body.Value.Template}.{body.Value.Name}"),
            call,
            commands);

    private static async Task<Results<Accepted<WorkflowLinks>, ProblemResult>> Start(
        StrategyId id, StrategyCommand command, Func<Strategy, WorkflowId> idOf, ApiCall call, StrategyCommands commands)
    {
        if (await commands.Find(call, id) is not { } found)
            return StrategyCommands.Unknown;
        return await commands.Answer(call, id, command, _ =>
        {
            var links = WorkflowLinks.Of(call, idOf(found.Strategy));
            return TypedResults.Accepted(links.StatusQueryGetUri, links);
        });
    }
}

/// <param name="Template">One of the strategy's cases.</param>
/// <param name="Name">Tells it from other cases of the template: letters a–z, digits and hyphens, such as <c>day-centre-2018</c>.</param>
public sealed record CaseRequest(TemplateId Template, string Name);

/// <summary>A workflow and where to go on, as Durable Functions answers a start.</summary>
public sealed record WorkflowLinks(
    WorkflowId Id, string StatusQueryGetUri, string EventsUri, string SuspendPostUri, string ResumePostUri, string CancelPostUri)
{
    internal static WorkflowLinks Of(ApiCall call, WorkflowId id)
    {
        var status = $"{call.Root}/api/workflows/{id}";
        return new(id, status, $"{status}/events", $"{status}/suspend", $"{status}/resume", $"{status}/cancel");
    }
}
