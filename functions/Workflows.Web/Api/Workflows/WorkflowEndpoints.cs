using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Reading workflows.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags("Workflows").RequireAuthorization(KeyPolicies.Coordinates);
        workflows.MapGet("", List).Describe("List workflows", "Sorted by id; ?strategy=, ?year= and ?state= narrow the list.");
        workflows.MapGet("/{id}", Get).Describe("Read where a workflow stands", "Steps, tasks, deadlines with their explanations, meetings and recommendations.").Fails(404);
        workflows.MapGet("/{id}/events", Events)
            .Describe("Read a workflow's events", "In their order. Each hash covers the event and the hash before it, so the list proves itself.")
            .Fails(404);
    }

    private static async Task<Ok<Page<WorkflowRow>>> List(
        StrategyId? strategy, int? year, RunState? state, PageRequest page, ApiCall call, IListing listing)
    {
        var rows = await listing.Workflows(new(call.Caller.Municipality, strategy, year, state?.Name, page.After, page.Fetch), call.Aborted);
        return TypedResults.Ok(page.Of(rows, r => r, r => r.Id.Value));
    }

    private static async Task<Results<Ok<WorkflowStatus>, ProblemResult>> Get(
        WorkflowId id, ApiCall call, WorkflowCommands workflows, TimeProvider clock, ClockInfo info) =>
        await workflows.Find(call, id) is { } found
            ? TypedResults.Ok(WorkflowStatus.Of(found, ClockReading.Of(clock, info)))
            : WorkflowCommands.Unknown;

    private static async Task<Results<Ok<Page<EventView>>, ProblemResult>> Events(
        WorkflowId id, PageRequest page, ApiCall call, WorkflowCommands workflows, IEventStore store)
    {
        if (await workflows.Find(call, id) is null)
            return WorkflowCommands.Unknown;
        var after = 0L;
        if (page.After is not null && !long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return PageRequest.WrongAfter;
        var events = await store.Read(StreamId.Of(id), after, call.Aborted).Take(page.Fetch).ToListAsync(call.Aborted);
        return TypedResults.Ok(page.Of(events, EventView.Of, e => e.Version.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <param name="Name">See <c>docs/events.md</c>.</param>
/// <param name="At">In UTC.</param>
/// <param name="Hash">SHA-256 in lower-case hexadecimal.</param>
public sealed record EventView(long Version, string Name, int Schema, DateTimeOffset At, Actor Actor, JsonElement Body, string Hash)
{
    internal static EventView Of(StoredEvent e) => new(
        e.Version, e.Name, e.Schema, e.At, e.Actor, JsonElement.Parse(e.Body.Span), Convert.ToHexStringLower(e.Hash.Span));
}
