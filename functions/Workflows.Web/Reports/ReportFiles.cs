using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.Web.Pages;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Reports;

/// <summary>The forms that a whole report is taken away in.</summary>
public enum ReportFormat
{
    Html,
    Docx,
    Xlsx,
}

internal static class ReportFiles
{
    public const string Html = MediaTypeNames.Text.Html;

    public static IResult Result(ReportDocument document, ReportFormat format, string name) => format switch
    {
        ReportFormat.Docx => TypedResults.File(DocxFile.Write(document), DocxFile.ContentType, $"{name}.docx"),
        ReportFormat.Xlsx => TypedResults.File(ReportWorkbook.Write(document), WorkbookFile.ContentType, $"{name}.xlsx"),
        _ => new Printed(document),
    };

    public static string NameOf(StrategyId strategy, ReportKind kind, int year) => $"{strategy}.{new ReportName(kind)}.{year}";

    private sealed class Printed(ReportDocument document) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = ReportFile.ContentPolicy;
            return PageResult.Of<ReportFile>(document).ExecuteAsync(httpContext);
        }
    }
}
