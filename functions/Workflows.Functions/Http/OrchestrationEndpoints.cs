using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Web.Api;
using Workflows.Web.Keys;
using Workflows.Web.Operations;

namespace Workflows.Functions.Http;

/// <summary>The orchestrations as the engine runs them: for administrators, who repair what is stuck. None of it touches an event.</summary>
internal static class OrchestrationEndpoints
{
    private static readonly ProblemResult Unknown =
        new(new("workflow.unknown", "No orchestration has this id. It begins when its strategy or workflow is next written to, or with restart."));

    private static readonly ProblemResult Refused =
        new(new("orchestration.state", "The engine does not take this in the state that the orchestration is in. GET it: one that runs can be suspended, one that is suspended resumed, one that has ended purged."));

    public static void MapOrchestrations(this IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/api/orchestrations/{id}").WithTags("Orchestrations").RequireAuthorization(KeyPolicies.Administers);
        one.MapGet("", Get).Describe("How an orchestration stands", "Under the id of its strategy or workflow.").Fails(404);
        one.MapPost("/suspend", Command(InstanceCommand.Suspend))
            .Describe("Hold an orchestration", "No time passes and no mail goes out until it is resumed. Answers are still taken.").Fails(404, 409);
        one.MapPost("/resume", Command(InstanceCommand.Resume))
            .Describe("Let an orchestration go on", "What fell due in the meantime is done at once.").Fails(404, 409);
        one.MapPost("/terminate", Command(InstanceCommand.Terminate))
            .Describe("End an orchestration", "Its workflow stays as it is. The next thing that falls due starts it again.").Fails(404, 409);
        one.MapPost("/purge", Command(InstanceCommand.Purge))
            .Describe("Forget an orchestration that has ended", "Only the engine's history goes; the events are the record.").Fails(404, 409);
        one.MapPost("/restart", Command(InstanceCommand.Restart)).Describe("Begin an orchestration anew", "It finds everything in the events. Also where there is none yet.");
    }

    private static async Task<Results<Ok<OrchestrationStatus>, ProblemResult>> Get(StreamId id, IDurableInstances instances, CancellationToken stop) =>
        await instances.Find(id, stop) is { } instance ? TypedResults.Ok(OrchestrationStatus.Of(instance)) : Unknown;

    private static Func<StreamId, IDurableInstances, CancellationToken, Task<Results<Accepted, ProblemResult>>> Command(InstanceCommand command) =>
        async (id, instances, stop) => await instances.Do(id, command, stop) switch
        {
            InstanceReply.Taken => TypedResults.Accepted($"/api/orchestrations/{id}"),
            InstanceReply.Missing => Unknown,
            _ => Refused,
        };
}

/// <param name="RuntimeStatus">As the engine calls it: Running, Suspended, Completed, Failed, Terminated, Pending.</param>
/// <param name="CustomStatus">Where its strategy or workflow stood at the last turn; null before the first.</param>
/// <param name="LastUpdatedAt">In UTC.</param>
internal sealed record OrchestrationStatus(
    string Id, string Name, string RuntimeStatus, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, InstanceStanding? CustomStatus, string? Failure)
{
    public static OrchestrationStatus Of(DurableInstance i) =>
        new(i.Id.Value, i.Orchestrator, i.State.ToString(), i.CreatedAt, i.LastUpdatedAt, i.Standing, i.Error);
}
