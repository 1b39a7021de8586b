using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Files;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Registering, reading and amending strategies.</summary>
internal static class StrategyEndpoints
{
    public static void MapStrategies(this IEndpointRouteBuilder api)
    {
        var strategies = api.MapGroup("/strategies").WithTags("Strategies").RequireAuthorization(KeyPolicies.Coordinates);
        strategies.MapPost("", Register)
            .Describe("Register a strategy", "The body is a strategy file; ?firstYear= gives it another period. The same strategy again changes nothing.")
            .Fails(409, 413, 415, 422);
        strategies.MapGet("", List).Describe("List strategies", "Sorted by id.");
        strategies.MapGet("/{id}", Get).Describe("Read a strategy", "With the workflows that were started in it.").Fails(404);
        strategies.MapPut("/{id}", Amend)
            .Describe("Amend a strategy", "The body is the whole strategy file; ?reason= says why, ?decision= names the council's decision. Every workflow in it is told.")
            .Fails(404, 413, 415, 422);
    }

    private static async Task<Results<Created<StrategyReceipt>, ProblemResult>> Register(
        StrategyText text, int? firstYear, ApiCall call, TemplateLibrary library, StrategyCommands commands)
    {
        var (strategy, problem) = text.Read(library, firstYear);
        if (strategy is null)
            return problem!;
        if (!call.Caller.Sees(strategy.Municipality.Id))
            return new ProblemResult(ApiCall.ForeignMunicipality(strategy.Municipality.Id));
        return await commands.Answer(
            call,
            strategy.Id,
            new StrategyCommand.Register(strategy),
            done => TypedResults.Created($"{call.Root}/api/strategies/{strategy.Id}", StrategyReceipt.Of(strategy.Id, done)));
    }

    private static async Task<Ok<Page<StrategyRow>>> List(PageRequest page, ApiCall call, IListing listing)
    {
        var rows = await listing.Strategies(new(call.Caller.Municipality, page.After, page.Fetch), call.Aborted);
        return TypedResults.Ok(page.Of(rows, r => r, r => r.Id.Value));
    }

    private static async Task<Results<Ok<StrategyView>, ProblemResult>> Get(StrategyId id, ApiCall call, StrategyCommands commands) =>
        await commands.Find(call, id) is { } found ? TypedResults.Ok(StrategyView.Of(found)) : StrategyCommands.Unknown;

    private static async Task<Results<Ok<StrategyReceipt>, ProblemResult>> Amend(
        StrategyId id, StrategyText text, string reason, string? decision, int? firstYear, ApiCall call, TemplateLibrary library, StrategyCommands commands)
    {
        if (await commands.Find(call, id) is null)
            return StrategyCommands.Unknown;
        var (strategy, problem) = text.Read(library, firstYear);
        if (strategy is null)
            return problem!;
        return await commands.Answer(
            call, id, new StrategyCommand.Amend(strategy, reason, decision), done => TypedResults.Ok(StrategyReceipt.Of(id, done)));
    }
}

/// <param name="Version">1 when registered, one more with each amendment.</param>
/// <param name="RegisteredOn">The civil date in Sofia.</param>
/// <param name="Workflows">Those that were started, by id.</param>
/// <param name="Strategy">As it stands. Its shape is the model's; what is sent to amend it is the file's.</param>
public sealed record StrategyView(
    StrategyId Id, MunicipalityId Municipality, int Version, DateOnly RegisteredOn, IReadOnlyList<StartedView> Workflows, Strategy Strategy)
{
    internal static StrategyView Of(StrategyState.Registered state) => new(
        state.Strategy.Id,
        state.Strategy.Municipality.Id,
        state.Version,
        state.On,
        [.. state.Started.Select(s => new StartedView(s.Key, s.Value.Template, s.Value.Year, s.Value.On))],
        state.Strategy);
}

public sealed record StartedView(WorkflowId Workflow, TemplateId Template, int Year, DateOnly On);
