using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Workflows.Functions.Orchestrations;
using Workflows.Web.Api;
using Workflows.Web.Keys;

namespace Workflows.Functions.Http;

/// <summary>The orchestrations as the engine runs them: for administrators, who repair what is stuck. None of it touches an event.</summary>
internal static class OrchestrationEndpoints
{
    private static readonly ProblemResult Unknown =
        new(new("workflow.unknown", "No orchestration has this id. It begins when its strategy or workflow is next written to, or with restart."));

    public static void MapOrchestrations(this IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/api/orchestrations/{id}").WithTags("Orchestrations").RequireAuthorization(KeyPolicies.Administers);
        one.MapGet("", Get).Describe("How an orchestration stands", "Under the id of its strategy or workflow.").Fails(404);
        one.MapPost("/suspend", (StreamId id, HttpContext http) => With(id, http, (c, stop) => c.SuspendInstanceAsync(id.Value, cancellation: stop)))
            .Describe("Hold an orchestration", "No time passes and no mail goes out until it is resumed. Answers are still taken.").Fails(404);
        one.MapPost("/resume", (StreamId id, HttpContext http) => With(id, http, (c, stop) => c.ResumeInstanceAsync(id.Value, cancellation: stop)))
            .Describe("Let an orchestration go on", "What fell due in the meantime is done at once.").Fails(404);
        one.MapPost("/terminate", (StreamId id, HttpContext http) => With(id, http, (c, stop) => c.TerminateInstanceAsync(id.Value, (object?)null, stop)))
            .Describe("End an orchestration", "Its workflow stays as it is. The next thing that falls due starts it again.").Fails(404);
        one.MapPost("/purge", (StreamId id, HttpContext http) => With(id, http, (c, stop) => c.PurgeInstanceAsync(id.Value, stop)))
            .Describe("Forget an orchestration that has ended", "Only the engine's history goes; the events are the record.").Fails(404);
        one.MapPost("/restart", Restart).Describe("Begin an orchestration anew", "It finds everything in the events. Also where there is none yet.");
    }

    private static async Task<Results<Ok<OrchestrationStatus>, ProblemResult>> Get(StreamId id, HttpContext http) =>
        await ClientOf(http).GetInstanceAsync(id.Value, getInputsAndOutputs: true, http.RequestAborted) is { } instance
            ? TypedResults.Ok(OrchestrationStatus.Of(instance))
            : Unknown;

    private static async Task<Results<Accepted, ProblemResult>> With(StreamId id, HttpContext http, Func<DurableTaskClient, CancellationToken, Task> act)
    {
        var client = ClientOf(http);
        if (await client.GetInstanceAsync(id.Value, http.RequestAborted) is null)
            return Unknown;
        await act(client, http.RequestAborted);
        return TypedResults.Accepted($"/api/orchestrations/{id}");
    }

    private static async Task<Accepted> Restart(StreamId id, HttpContext http)
    {
        await ClientOf(http).Restart(id, http.RequestAborted);
        return TypedResults.Accepted($"/api/orchestrations/{id}");
    }

    private static DurableTaskClient ClientOf(HttpContext http) => http.Features.GetRequiredFeature<DurableTaskClient>();
}

/// <param name="RuntimeStatus">As the engine calls it: Running, Suspended, Completed, Failed, Terminated, Pending.</param>
/// <param name="CustomStatus">Where its strategy or workflow stood at the last turn; null before the first.</param>
/// <param name="LastUpdatedAt">In UTC.</param>
internal sealed record OrchestrationStatus(
    string Id, string Name, string RuntimeStatus, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, Standing? CustomStatus, string? Failure)
{
    public static OrchestrationStatus Of(OrchestrationMetadata instance) => new(
        instance.InstanceId,
        instance.Name,
        instance.RuntimeStatus.ToString(),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<Standing>(),
        instance.FailureDetails?.ErrorMessage);
}
