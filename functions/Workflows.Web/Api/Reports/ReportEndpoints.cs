using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Web.Keys;
using Workflows.Web.Reports;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Api;

/// <summary>Reports drafted from the record.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api) =>
        api.MapGet("/strategies/{id}/reports/{kind}/{year}", Draft)
            .WithTags("Reports")
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Produces<Stream>(StatusCodes.Status200OK, ReportFiles.Html, DocxFile.ContentType, WorkbookFile.ContentType)
            .Describe("Draft a report", "From the record as it stands. {kind} is monitoring-report, year-plan, next-year-plan, mayor-report, regional-report or evaluation-dossier (all years up to {year}). ?format= is html (default), docx to go on editing, or xlsx with the data behind it; ?language= bg (default) or en.")
            .Fails(404, 422);

    private static async Task<IResult> Draft(
        StrategyId id, ReportName kind, int year, Named<ReportFormat>? format, Named<Language>? language, ApiCall call, StrategyCommands strategies, ReportDesk desk)
    {
        if (await strategies.Find(call, id) is null
            || await desk.Draft(id, kind.Kind, year, language?.Value ?? Language.Bg, call.Aborted) is not { } drafted)
            return StrategyCommands.Unknown;
        return drafted.Document is { } document
            ? ReportFiles.Result(document, format?.Value ?? ReportFormat.Html, ReportFiles.NameOf(id, kind.Kind, year))
            : new ProblemResult(drafted.Rejection!);
    }
}
