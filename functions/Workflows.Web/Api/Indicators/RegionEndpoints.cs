using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Web.Keys;
using Workflows.Web.Regions;
using Workflows.Web.Sheets;

namespace Workflows.Web.Api;

/// <summary>A strategy's indicators beside those of its region.</summary>
internal static class RegionEndpoints
{
    public static void MapRegion(this IEndpointRouteBuilder api)
    {
        var region = api.MapGroup("/strategies/{id}/region").WithTags("Indicators").RequireAuthorization(KeyPolicies.Coordinates);
        region.MapGet("", Lines)
            .Produces<RegionLinesView>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv)
            .Describe("Read the region's values", "Sums where indicators add up, ratios of sums where they are computed, not-comparable otherwise; too-few where the number would give another municipality away. ?year= is the last one with values when left out; ?format=csv writes CSV in ?language=, ?commas=true with commas.")
            .Fails(404);
        region.MapGet("/{indicator}", Ranking)
            .Produces<RankingView>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv)
            .Describe("Read the ranking of an indicator", "The municipalities of the region that report it as most define it, the best first. A key of one municipality sees its own place alone. ?year=, ?format=, ?language= and ?commas= as for the region.")
            .Fails(404);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Lines(
        StrategyId id, int? year, Named<TableFormat>? format, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories, RegionReader regions)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var view = new RegionView(await regions.Of(history.Strategy.Municipality, call.Aborted), history.Indicators, call.Caller);
        var asked = year ?? history.Indicators.LatestYear ?? history.Strategy.Period.FirstYear;
        if (!view.Years.Contains(asked))
            return ProgressEndpoints.YearOutside(view.Years);
        return format?.Value is TableFormat.Csv
            ? TypedResults.File(RegionCsv.Write(view.Lines(asked), language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.region.{asked}.csv")
            : TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(
                    new RegionLinesView(view.Name, asked, view.Municipalities, [.. view.Lines(asked).Select(RegionLineView.Of)]), ApiJson.Options), SheetEndpoints.Json);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Ranking(
        StrategyId id, IndicatorId indicator, int? year, Named<TableFormat>? format, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories, RegionReader regions)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        if (history.Strategy.Indicators.FirstOrDefault(i => i.Id == indicator) is not { } definition)
            return ProgressEndpoints.UnknownIndicator(indicator);
        var view = new RegionView(await regions.Of(history.Strategy.Municipality, call.Aborted), history.Indicators, call.Caller);
        var asked = year ?? history.Indicators.LatestYear ?? history.Strategy.Period.FirstYear;
        if (!view.Years.Contains(asked))
            return ProgressEndpoints.YearOutside(view.Years);
        var ranking = view.Ranking(definition, asked);
        return format?.Value is TableFormat.Csv
            ? TypedResults.File(RegionCsv.Write(definition, asked, ranking, language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.region.{indicator}.{asked}.csv")
            : TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(
                    new RankingView(view.Name, asked, RegionLineView.Of(view.Line(definition, asked)), [.. ranking.Select(r => new RankedView(r.Rank, r.Id, r.Municipality, r.Value))]), ApiJson.Options),
                SheetEndpoints.Json);
    }
}

/// <param name="Municipalities">How many have a strategy in the region.</param>
public sealed record RegionLinesView(LocalText Region, int Year, int Municipalities, IReadOnlyList<RegionLineView> Indicators);

/// <param name="Own">The municipality's value.</param>
/// <param name="Region">Left out unless <paramref name="Standing"/> is known.</param>
/// <param name="Corrected">Whether it holds a value that was corrected after its approval.</param>
/// <param name="Reporting">Municipalities that the region's value is made of.</param>
/// <param name="Others">Municipalities that count something else under this id, and are left out.</param>
/// <param name="Rank">The municipality's place, 1 for the best.</param>
public sealed record RegionLineView(
    IndicatorId Id, string Code, LocalText Name, LocalText Unit, decimal? Own, decimal? Region, bool Corrected, RegionalStanding Standing, int Reporting, int Others, int? Rank)
{
    internal static RegionLineView Of(RegionalLine l) =>
        new(l.Indicator.Id, l.Indicator.Code, l.Indicator.Name, l.Indicator.Unit, l.Own, l.Region, l.Corrected, l.Standing, l.Reporting, l.Others, l.Rank);
}

public sealed record RankingView(LocalText Region, int Year, RegionLineView Indicator, IReadOnlyList<RankedView> Ranking);

/// <param name="Municipality">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record RankedView(int Rank, MunicipalityId Municipality, LocalText Name, decimal Value);
