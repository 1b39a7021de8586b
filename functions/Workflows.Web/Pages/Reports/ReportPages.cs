using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Reports;

namespace Workflows.Web.Pages.Reports;

/// <summary>A strategy's reports: which there are, each as a page of contents with a page for each part, and whole as files.</summary>
internal static class ReportPages
{
    public static void MapReportPages(this IEndpointRouteBuilder strategies)
    {
        strategies.MapMethods("/{id}/reports", Looking.Methods, List);
        strategies.MapMethods("/{id}/reports/{kind}/{year}", Looking.Methods, Show);
        strategies.MapMethods("/{id}/reports/{kind}/{year}/parts/{part}", Looking.Methods, Part);
        strategies.MapMethods("/{id}/reports/{kind}/{year}/{format}", Looking.Methods, Download);
    }

    private static async Task<IResult> List(StrategyId id, StrategyCommands strategies, PageContext page, HttpContext http) =>
        await strategies.Find(page.Caller!, id, http.RequestAborted) is { Strategy: var strategy }
            ? PageResult.Of<ReportListPage>(new ReportListModel(strategy, YearsOf(strategy, page.Clock.Today)))
            : PageResult.NotFound;

    private static Task<IResult> Show(StrategyId id, ReportName kind, int year, StrategyCommands strategies, ReportDesk desk, PageContext page, HttpContext http) =>
        Draft(id, kind.Kind, year, strategies, desk, page, http, (strategy, document) => PageResult.Of<ReportPage>(new ReportModel(strategy, kind, year, document)));

    /// <param name="part">From 1 on.</param>
    private static Task<IResult> Part(
        StrategyId id, ReportName kind, int year, int part, StrategyCommands strategies, ReportDesk desk, PageContext page, HttpContext http) =>
        Draft(id, kind.Kind, year, strategies, desk, page, http, (strategy, document) =>
            new ReportModel(strategy, kind, year, document) is var model && part >= 1 && part <= model.Parts.Count
                ? PageResult.Of<ReportPartPage>(new ReportPartModel(model, part))
                : PageResult.NotFound);

    private static Task<IResult> Download(
        StrategyId id, ReportName kind, int year, Named<ReportFormat> format, StrategyCommands strategies, ReportDesk desk, PageContext page, HttpContext http) =>
        Draft(id, kind.Kind, year, strategies, desk, page, http, (_, document) => ReportFiles.Result(document, format.Value, ReportFiles.NameOf(id, kind.Kind, year)));

    private static async Task<IResult> Draft(
        StrategyId id, ReportKind kind, int year, StrategyCommands strategies, ReportDesk desk, PageContext page, HttpContext http, Func<Strategy, ReportDocument, IResult> show) =>
        await strategies.Find(page.Caller!, id, http.RequestAborted) is { Strategy: var strategy }
        && await desk.Draft(id, kind, year, page.Language, http.RequestAborted) is { Document: { } document }
            ? show(strategy, document)
            : PageResult.NotFound;

    /// <summary>The last year first, and none that has not begun.</summary>
    private static IReadOnlyList<int> YearsOf(Strategy strategy, DateOnly today) =>
        [.. Enumerable.Range(strategy.Period.FirstYear, strategy.Period.Years).Where(y => y <= today.Year).Reverse()];
}

public sealed record ReportListModel(Strategy Strategy, IReadOnlyList<int> Years);

public sealed record ReportModel(Strategy Strategy, ReportName Name, int Year, ReportDocument Document)
{
    public IReadOnlyList<ReportPart> Parts { get; } = ReportParts.Of(Document);

    public string Address => $"/strategies/{Strategy.Id}/reports/{Name}/{Year}";

    /// <param name="number">From 1 on.</param>
    public string AddressOf(int number) => $"{Address}/parts/{number}";
}

public sealed record ReportPartModel(ReportModel Report, int Number)
{
    public ReportPart Part => Report.Parts[Number - 1];
}
