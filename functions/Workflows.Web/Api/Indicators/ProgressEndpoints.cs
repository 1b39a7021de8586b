using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Web.Keys;
using Workflows.Web.Sheets;

namespace Workflows.Web.Api;

/// <summary>How a strategy's indicators stand against their targets, and each one over the years.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this IEndpointRouteBuilder api)
    {
        var strategy = api.MapGroup("/strategies/{id}").WithTags("Indicators").RequireAuthorization(KeyPolicies.Coordinates);
        strategy.MapGet("/progress", Progress)
            .Produces<ProgressView>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv)
            .Describe("Read the progress of a year", "Each indicator against its target: on-track, behind, no-data or no-target; goals and priorities count their indicators and average nothing. ?year= is the last one with values when left out; ?format=csv writes CSV in ?language=, ?commas=true with commas.")
            .Fails(404);
        strategy.MapGet("/indicators/{indicator}", OneIndicator)
            .Produces<IndicatorView>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv)
            .Describe("Read an indicator over the years", "In total and by each part of its breakdowns, with baseline, targets, breaks in the series and corrections. ?format=csv writes CSV in ?language=, ?commas=true with commas.")
            .Fails(404);
    }

    public static ProblemResult UnknownIndicator(IndicatorId indicator) => new(new(
        "indicator.unknown", $"There is no indicator '{indicator}' in the strategy. GET …/progress lists those that there are.", new Dictionary<string, string> { ["indicator"] = indicator.Value }));

    public static ProblemResult YearOutside(IReadOnlyList<int> years) => new(new(
        "cycle.outside-period", $"The strategy runs from {years[0]} to {years[^1]}. Name one of these years."));

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Progress(
        StrategyId id, int? year, Named<TableFormat>? format, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var period = history.Strategy.Period;
        var asked = year ?? history.Indicators.LatestYear ?? period.FirstYear;
        if (!period.Contains(asked))
            return YearOutside([period.FirstYear, period.LastYear]);
        var progress = YearProgress.Of(history.Indicators, asked);
        return format?.Value is TableFormat.Csv
            ? TypedResults.File(ProgressCsv.Write(history.Indicators, progress, language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.progress.{asked}.csv")
            : TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(ProgressView.Of(id, progress), ApiJson.Options), SheetEndpoints.Json);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> OneIndicator(
        StrategyId id, IndicatorId indicator, Named<TableFormat>? format, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        if (history.Strategy.Indicators.FirstOrDefault(i => i.Id == indicator) is not { } definition)
            return UnknownIndicator(indicator);
        var series = Series.Every(history.Indicators, definition);
        return format?.Value is TableFormat.Csv
            ? TypedResults.File(SeriesCsv.Write(history.Indicators, series, language?.Value ?? Language.Bg, commas is true), SheetEndpoints.Csv, $"{id}.{indicator}.csv")
            : TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(IndicatorView.Of(id, definition, series, history.Indicators.CorrectionsBehind(indicator)), ApiJson.Options), SheetEndpoints.Json);
    }
}

/// <param name="Effectiveness">How many of a hundred indicators with data and a target reached it.</param>
public sealed record ProgressView(
    StrategyId Strategy, int Year, int OnTrack, int Behind, int NoData, decimal? Effectiveness, IReadOnlyList<PriorityView> Priorities, IReadOnlyList<StandingView> Indicators)
{
    internal static ProgressView Of(StrategyId id, YearProgress p) => new(
        id, p.Year, p.Whole.OnTrack, p.Whole.Behind, p.Whole.NoData, p.Whole.Effectiveness,
        [
            .. p.Priorities.Select(x => new PriorityView(
                x.Priority.Code, x.Priority.Title, x.Progress.Standing, x.Progress.IsCorrected, x.Progress.Effectiveness,
                [.. x.Goals.Select(g => new GoalView(g.Goal.Code, g.Goal.Title, g.Progress.Standing, g.Progress.IsCorrected, g.Progress.OnTrack, g.Progress.Behind, g.Progress.NoData))])),
        ],
        [.. p.Indicators.Select(i => new StandingView(i.Indicator.Id, i.Indicator.Code, i.Indicator.Name, i.Indicator.Goal, i.Figure.Value, i.Target, i.Share, i.Standing, i.Figure.State))]);
}

/// <param name="Corrected">Whether a value that it stands on was corrected after it was approved.</param>
public sealed record PriorityView(string Code, LocalText Title, Standing Standing, bool Corrected, decimal? Effectiveness, IReadOnlyList<GoalView> Goals);

/// <param name="Corrected">As of a priority.</param>
public sealed record GoalView(string Code, LocalText Title, Standing Standing, bool Corrected, int OnTrack, int Behind, int NoData);

/// <param name="Share">The value in per cent of the target.</param>
/// <param name="State">approved or corrected; left out where nothing was reported.</param>
public sealed record StandingView(
    IndicatorId Id, string Code, LocalText Name, string? Goal, decimal? Value, decimal? Target, decimal? Share, Standing Standing, ValueState? State);

/// <param name="Series">The total first, then each part of the breakdowns.</param>
/// <param name="Corrections">Approved values that were replaced, also those that it is computed from.</param>
public sealed record IndicatorView(
    StrategyId Strategy, IndicatorId Id, string Code, LocalText Name, LocalText Unit, int Version, IReadOnlyList<SeriesView> Series, IReadOnlyList<CorrectionView> Corrections)
{
    internal static IndicatorView Of(StrategyId strategy, Indicator i, IReadOnlyList<Series> series, IEnumerable<Correction> corrections) => new(
        strategy, i.Id, i.Code, i.Name, i.Unit, i.Version,
        [.. series.Select(s => new SeriesView(
            s.Cell.Dimension, s.Cell.Part, s.Baseline.Value, [.. s.Years.Select(p => new SeriesYear(p.Year, p.Value, p.Target, p.Break, p.Leaps, p.Figure.State, p.Figure.Comment))]))],
        [.. corrections.Select(c => new CorrectionView(
            c.After.Definition.Id, c.Point.Year, c.Cell.Dimension, c.Cell.Part, c.Before.Reading.Value, c.After.Reading.Value, c.After.From.Reason, c.After.From.On, c.After.From.Institution))]);
}

/// <param name="Dimension">Left out for the total.</param>
public sealed record SeriesView(string? Dimension, string? Part, decimal? Baseline, IReadOnlyList<SeriesYear> Years);

/// <param name="Break">Counted otherwise than in the years before.</param>
/// <param name="Leaps">More than half away from the year before.</param>
public sealed record SeriesYear(int Year, decimal? Value, decimal? Target, bool Break, bool Leaps, ValueState? State, string? Comment);

/// <param name="Year">Left out for the baseline.</param>
public sealed record CorrectionView(
    IndicatorId Indicator, int? Year, string? Dimension, string? Part, decimal? Before, decimal? After, string? Reason, DateOnly On, InstitutionId Institution);
