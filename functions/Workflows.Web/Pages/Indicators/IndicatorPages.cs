using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Sheets;

namespace Workflows.Web.Pages.Indicators;

/// <summary>Whether life got better: a strategy's progress in a year, its indicators, and each one over the years. Every view is a file too.</summary>
internal static class IndicatorPages
{
    public static void MapIndicators(this IEndpointRouteBuilder pages)
    {
        var strategy = pages.MapGroup("/strategies/{id}").RequireAuthorization(PagePolicies.Coordinates);
        strategy.MapMethods("/progress", Looking.Methods, Progress);
        strategy.MapMethods("/csv/progress", Looking.Methods, ProgressFile);
        strategy.MapMethods("/indicators", Looking.Methods, List);
        strategy.MapMethods("/indicators/{indicator}", Looking.Methods, Show);
        strategy.MapMethods("/csv/indicators/{indicator}", Looking.Methods, IndicatorFile);
        strategy.MapMethods("/export/{format}", Looking.Methods, Export);
        strategy.MapMethods("/csv/data-dictionary", Looking.Methods, Dictionary);
        strategy.MapRegion();
    }

    /// <summary>The year that is asked for; else the last one with values, or the first of all.</summary>
    internal static int YearOf(string? asked, StrategyHistory history, IReadOnlyList<int> years) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && years.Contains(year)
            ? year
            : history.Indicators.LatestYear ?? years[0];

    internal static async ValueTask<StrategyHistory?> Find(
        StrategyId id, StrategyCommands commands, StrategyHistories histories, PageContext page, CancellationToken cancellation) =>
        await commands.Find(page.Caller!, id, cancellation) is null ? null : await histories.Load(id, cancellation);

    private static async Task<IResult> Progress(StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history
            ? PageResult.Of<ProgressPage>(ProgressModel.Of(history, year))
            : PageResult.NotFound;

    private static async Task<IResult> ProgressFile(StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http)
    {
        if (await Find(id, commands, histories, page, http.RequestAborted) is not { } history)
            return PageResult.NotFound;
        var progress = ProgressModel.Of(history, year).Progress;
        return TypedResults.File(ProgressCsv.Write(history.Indicators, progress, page.Language), SheetEndpoints.Csv, $"{id}.progress.{progress.Year}.csv");
    }

    private static async Task<IResult> List(StrategyId id, string? year, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history
            ? PageResult.Of<IndicatorListPage>(ProgressModel.Of(history, year))
            : PageResult.NotFound;

    private static async Task<IResult> Show(
        StrategyId id, IndicatorId indicator, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history && Find(history, indicator) is { } definition
            ? PageResult.Of<IndicatorPage>(new IndicatorModel(
                history.Indicators, definition, Series.Every(history.Indicators, definition), [.. history.Indicators.CorrectionsBehind(indicator)]))
            : PageResult.NotFound;

    private static async Task<IResult> IndicatorFile(
        StrategyId id, IndicatorId indicator, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history && Find(history, indicator) is { } definition
            ? TypedResults.File(SeriesCsv.Write(history.Indicators, Series.Every(history.Indicators, definition), page.Language), SheetEndpoints.Csv, $"{id}.{indicator}.csv")
            : PageResult.NotFound;

    private static async Task<IResult> Export(
        StrategyId id, Named<SheetFormat> format, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history
            ? IndicatorEndpoints.File(IndicatorExport.Of(history.Indicators, page.Language), format.Value, page.Language, commas: false)
            : PageResult.NotFound;

    private static async Task<IResult> Dictionary(StrategyId id, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await Find(id, commands, histories, page, http.RequestAborted) is { } history
            ? IndicatorEndpoints.DictionaryFile(IndicatorExport.Of(history.Indicators, page.Language), page.Language, commas: false)
            : PageResult.NotFound;

    internal static Indicator? Find(StrategyHistory history, IndicatorId indicator) => history.Strategy.Indicators.FirstOrDefault(i => i.Id == indicator);
}

/// <param name="Open">Recommendations that are still to be carried out.</param>
public sealed record ProgressModel(IndicatorDatabase Database, YearProgress Progress, IReadOnlyList<int> Years, IReadOnlyList<RegisteredRecommendation> Open)
{
    public Strategy Strategy => Database.Strategy;

    public static ProgressModel Of(StrategyHistory history, string? year)
    {
        var period = history.Strategy.Period;
        IReadOnlyList<int> years = [.. Enumerable.Range(period.FirstYear, period.Years)];
        return new(
            history.Indicators,
            YearProgress.Of(history.Indicators, IndicatorPages.YearOf(year, history, years)),
            years,
            [.. history.Recommendations.All.Where(r => r.IsOpen)]);
    }
}

/// <param name="Series">The total first, then each part of the breakdowns.</param>
/// <param name="Corrections">Also of values that it is computed from.</param>
public sealed record IndicatorModel(IndicatorDatabase Database, Indicator Indicator, IReadOnlyList<Series> Series, IReadOnlyList<Correction> Corrections)
{
    public Strategy Strategy => Database.Strategy;

    public Series Total => Series[0];
}
