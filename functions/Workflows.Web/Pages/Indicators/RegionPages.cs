using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Regions;
using Workflows.Web.Sheets;

namespace Workflows.Web.Pages.Indicators;

/// <summary>A strategy's indicators beside those of its region, and the ranking of one.</summary>
internal static class RegionPages
{
    public static void MapRegion(this IEndpointRouteBuilder strategy)
    {
        strategy.MapMethods("/region", Looking.Methods, Show);
        strategy.MapMethods("/csv/region", Looking.Methods, File);
        strategy.MapMethods("/region/{indicator}", Looking.Methods, Ranking);
        strategy.MapMethods("/csv/region/{indicator}", Looking.Methods, RankingFile);
    }

    private static async Task<IResult> Show(
        StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http) =>
        await Find(id, year, commands, histories, regions, page, http) is var (history, view, asked)
            ? PageResult.Of<RegionPage>(new RegionModel(history.Strategy, view.Name, view.Municipalities, view.Years, asked, [.. view.Lines(asked)]))
            : PageResult.NotFound;

    private static async Task<IResult> File(
        StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http) =>
        await Find(id, year, commands, histories, regions, page, http) is var (_, view, asked)
            ? TypedResults.File(RegionCsv.Write(view.Lines(asked), page.Language), SheetEndpoints.Csv, $"{id}.region.{asked}.csv")
            : PageResult.NotFound;

    private static async Task<IResult> Ranking(
        StrategyId id, IndicatorId indicator, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http) =>
        await Find(id, year, commands, histories, regions, page, http) is var (history, view, asked) && IndicatorPages.Find(history, indicator) is { } definition
            ? PageResult.Of<RankingPage>(new RankingModel(
                history.Strategy, view.Name, view.Years, view.ShowsOthers, view.Line(definition, asked), view.Ranking(definition, asked)))
            : PageResult.NotFound;

    private static async Task<IResult> RankingFile(
        StrategyId id, IndicatorId indicator, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http) =>
        await Find(id, year, commands, histories, regions, page, http) is var (history, view, asked) && IndicatorPages.Find(history, indicator) is { } definition
            ? TypedResults.File(
                RegionCsv.Write(definition, asked, view.Ranking(definition, asked), page.Language), SheetEndpoints.Csv, $"{id}.region.{indicator}.{asked}.csv")
            : PageResult.NotFound;

    private static async ValueTask<(StrategyHistory History, RegionView View, int Year)?> Find(
        StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http)
    {
        if (await IndicatorPages.Find(id, commands, histories, page, http.RequestAborted) is not { } history)
            return null;
        var view = new RegionView(await regions.Of(history.Strategy.Municipality, http.RequestAborted), history.Indicators, page.Caller!);
        return (history, view, IndicatorPages.YearOf(year, history, view.Years));
    }
}

/// <param name="Region">Its name.</param>
/// <param name="Municipalities">How many have a strategy in it.</param>
public sealed record RegionModel(Strategy Strategy, LocalText Region, int Municipalities, IReadOnlyList<int> Years, int Year, IReadOnlyList<RegionalLine> Lines);

/// <param name="Whole">Whether other municipalities' values are shown.</param>
public sealed record RankingModel(
    Strategy Strategy, LocalText Region, IReadOnlyList<int> Years, bool Whole, RegionalLine Line, IReadOnlyList<RankedLine> Ranking);
