using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Web.Keys;
using Workflows.Web.Sheets;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Api;

/// <summary>The indicator database of a strategy.</summary>
internal static class IndicatorEndpoints
{
    public static void MapIndicators(this IEndpointRouteBuilder api) =>
        api.MapGet("/strategies/{id}/indicators", Export)
            .WithTags("Indicators")
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Produces<Stream>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv, WorkbookFile.ContentType)
            .Describe("Export the indicator database", "Every value with where it comes from, and the data dictionary (in JSON and XLSX). ?format= is json (default), csv or xlsx; ?language= bg (default) or en; ?commas=true writes CSV with commas and decimal points.")
            .Fails(404);

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Export(
        StrategyId id, SheetFormat? format, Language? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var words = language ?? Language.Bg;
        var export = IndicatorExport.Of(history.Indicators, words);
        return (format ?? SheetFormat.Json) switch
        {
            SheetFormat.Csv => TypedResults.File(export.ToCsv(words, commas is true), SheetEndpoints.Csv, $"{id}.indicators.csv"),
            SheetFormat.Xlsx => TypedResults.File(export.ToWorkbook(words), WorkbookFile.ContentType, $"{id}.indicators.xlsx"),
            _ => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(export, ApiJson.Options), SheetEndpoints.Json, $"{id}.indicators.json"),
        };
    }
}
