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
        StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http)
    {
        if (await IndicatorPages.Find(id, commands, histories, page, http.RequestAborted) is not { } history)
            return PageResult.NotFound;
        if (await regions.Soon(history.Strategy.Municipality, http.RequestAborted) is var (region, progress) && region is null)
            return Gathering(history, progress, $"/strategies/{id}/region", year);
        var (view, asked) = View(history, region, year, page);
        return PageResult.Of<RegionPage>(new RegionModel(history.Strategy, view.Name, view.Municipalities, view.Years, asked, [.. view.Lines(asked)]));
    }

    private static async Task<IResult> File(
        StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http)
    {
        if (await IndicatorPages.Find(id, commands, histories, page, http.RequestAborted) is not { } history)
            return PageResult.NotFound;
        var (view, asked) = View(history, await regions.Of(history.Strategy.Municipality, http.RequestAborted), year, page);
        return TypedResults.File(RegionCsv.Write(view.Lines(asked), page.Language), SheetEndpoints.Csv, $"{id}.region.{asked}.csv");
    }

    private static async Task<IResult> Ranking(
        StrategyId id, IndicatorId indicator, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http)
    {
        if (await IndicatorPages.Find(id, commands, histories, page, http.RequestAborted) is not { } history || IndicatorPages.Find(history, indicator) is not { } definition)
            return PageResult.NotFound;
        if (await regions.Soon(history.Strategy.Municipality, http.RequestAborted) is var (region, progress) && region is null)
            return Gathering(history, progress, $"/strategies/{id}/region/{indicator}", year);
        var (view, asked) = View(history, region, year, page);
        return PageResult.Of<RankingPage>(new RankingModel(
            history.Strategy, view.Name, view.Years, view.ShowsOthers, view.Line(definition, asked), view.Ranking(definition, asked)));
    }

    private static async Task<IResult> RankingFile(
        StrategyId id, IndicatorId indicator, string? year, StrategyCommands commands, StrategyHistories histories, RegionReader regions, PageContext page, HttpContext http)
    {
        if (await IndicatorPages.Find(id, commands, histories, page, http.RequestAborted) is not { } history || IndicatorPages.Find(history, indicator) is not { } definition)
            return PageResult.NotFound;
        var (view, asked) = View(history, await regions.Of(history.Strategy.Municipality, http.RequestAborted), year, page);
        return TypedResults.File(
            RegionCsv.Write(definition, asked, view.Ranking(definition, asked), page.Language), SheetEndpoints.Csv, $"{id}.region.{indicator}.{asked}.csv");
    }

    private static (RegionView View, int Year) View(StrategyHistory history, Region region, string? year, PageContext page)
    {
        var view = new RegionView(region, history.Indicators, page.Caller!);
        return (view, IndicatorPages.YearOf(year, history, view.Years));
    }

    /// <summary>Without any number: a sum of some municipalities would be taken for the region's.</summary>
    private static IResult Gathering(StrategyHistory history, Progress progress, string address, string? year) =>
        PageResult.Of<GatheringPage>(new GatheringModel(
            history.Strategy, progress.Done, progress.All, year is null ? address : $"{address}{QueryString.Create("year", year)}"));
}

/// <param name="Region">Its name.</param>
/// <param name="Municipalities">How many have a strategy in it.</param>
public sealed record RegionModel(Strategy Strategy, LocalText Region, int Municipalities, IReadOnlyList<int> Years, int Year, IReadOnlyList<RegionalLine> Lines);

/// <param name="Whole">Whether other municipalities' values are shown.</param>
public sealed record RankingModel(
    Strategy Strategy, LocalText Region, IReadOnlyList<int> Years, bool Whole, RegionalLine Line, IReadOnlyList<RankedLine> Ranking);

/// <param name="Done">Strategies whose values have been gathered.</param>
/// <param name="All">0 before it is known.</param>
/// <param name="Address">Of the page that was asked for.</param>
public sealed record GatheringModel(Strategy Strategy, int Done, int All, string Address);
