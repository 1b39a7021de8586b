using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Web.Keys;
using Workflows.Web.Sheets;

namespace Workflows.Web.Api;

/// <summary>The register of recommendations of a strategy.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegister(this IEndpointRouteBuilder api) =>
        api.MapGet("/strategies/{id}/recommendations", Read)
            .WithTags("Strategies")
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Produces<RegisterView>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv)
            .Describe("Read the register of recommendations", "By year, with owner, due day, state, decision and the version of the strategy that the decision brought about. ?year= takes those raised in the year or carried into it; ?state= and ?owner= narrow it; ?format=csv writes CSV in ?language=, ?commas=true with commas.")
            .Fails(404);

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Read(
        StrategyId id, int? year, Named<RecommendationState>? state, InstitutionId? owner, Named<TableFormat>? format, Named<Language>? language, bool? commas,
        ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var lines = history.Recommendations.All
            .Where(r => (year is not { } y || r.StandsIn(y)) && (state is not { } s || r.State == s.Value) && (owner is null || r.Owner == owner))
            .ToList();
        return format?.Value is TableFormat.Csv
            ? TypedResults.File(RegisterCsv.Write(history.Strategy, lines, language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.recommendations.csv")
            : TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(new RegisterView(id, [.. lines.Select(RegisterLine.Of)]), ApiJson.Options), SheetEndpoints.Json);
    }
}

/// <summary>The forms of what is looked at as a table.</summary>
public enum TableFormat
{
    Json,
    Csv,
}

public sealed record RegisterView(StrategyId Strategy, IReadOnlyList<RegisterLine> Recommendations);

/// <param name="Id">Within its workflow: task and number.</param>
/// <param name="Year">In which it was raised.</param>
/// <param name="By">Who raised it.</param>
/// <param name="Owner">Who is to carry it out; left out until somebody was named.</param>
/// <param name="State">open, adopted, done or declined; the first two are still to be carried out.</param>
/// <param name="AmendedInVersion">The version of the strategy that the same decision brought about.</param>
public sealed record RegisterLine(
    WorkflowId Workflow,
    string Id,
    int Year,
    TaskId Origin,
    InstitutionId? By,
    Proposal Proposal,
    DateOnly RaisedOn,
    InstitutionId? Owner,
    DateOnly? Due,
    RecommendationState State,
    DateOnly? DecidedOn,
    string? Decision,
    string? Note,
    int? AmendedInVersion)
{
    internal static RegisterLine Of(RegisteredRecommendation r) => new(
        r.Workflow, r.Id, r.Year, r.Origin, r.By, r.Proposal, r.RaisedOn, r.Owner, r.Due, r.State, r.DecidedOn, r.Decision, r.Note, r.Amendment?.Number);
}
