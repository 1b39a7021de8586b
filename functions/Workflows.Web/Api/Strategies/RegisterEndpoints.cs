using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
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
            .Describe("Read the register of recommendations", "By year, with owner, due day, state, decision and the version of the strategy that the decision brought about; with what the municipality's earlier strategy left open. ?year= takes those raised in the year or carried into it; ?state= and ?owner= narrow it; ?format=csv writes CSV in ?language=, ?commas=true with commas.")
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
            ? TypedResults.File(RegisterCsv.Write(history, lines, language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.recommendations.csv")
            : TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(new RegisterView(id, lines), ApiJson.Options), SheetEndpoints.Json);
    }
}

/// <summary>The forms of what is looked at as a table.</summary>
public enum TableFormat
{
    Json,
    Csv,
}

public sealed record RegisterView(StrategyId Strategy, IReadOnlyList<RegisteredRecommendation> Recommendations);
