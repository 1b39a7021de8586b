using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Web.Keys;
using Workflows.Web.Sheets;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Api;

/// <summary>The indicator database of a strategy.</summary>
internal static class IndicatorEndpoints
{
    public static void MapIndicators(this IEndpointRouteBuilder api)
    {
        var strategy = api.MapGroup("/strategies/{id}").WithTags("Indicators").RequireAuthorization(KeyPolicies.Coordinates);
        strategy.MapGet("/indicators", Export)
            .Produces<Stream>(StatusCodes.Status200OK, SheetEndpoints.Json, SheetEndpoints.Csv, WorkbookFile.ContentType)
            .Describe("Export the indicator database", "Every value with where it comes from, and the data dictionary (in JSON and XLSX; for CSV it is GET …/data-dictionary). ?format= is json (default), csv or xlsx; ?language= bg (default) or en; ?commas=true writes CSV with commas and decimal points.")
            .Fails(404);
        strategy.MapGet("/data-dictionary", Dictionary)
            .Produces<Stream>(StatusCodes.Status200OK, SheetEndpoints.Csv)
            .Describe("Export the data dictionary", "What each indicator means, as CSV beside the CSV of the values: unit, measure, whether it adds up, wanted direction, method, breakdowns, source, version. ?language= bg (default) or en; ?commas=true writes it with commas.")
            .Fails(404);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Export(
        StrategyId id, Named<SheetFormat>? format, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var words = language?.Value ?? Language.Bg;
        return File(IndicatorExport.Of(history.Indicators, words), format?.Value ?? SheetFormat.Json, words, commas is true);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Dictionary(
        StrategyId id, Named<Language>? language, bool? commas, ApiCall call, StrategyCommands strategies, StrategyHistories histories)
    {
        if (await strategies.Find(call, id) is null || await histories.Load(id, call.Aborted) is not { } history)
            return StrategyCommands.Unknown;
        var words = language?.Value ?? Language.Bg;
        return DictionaryFile(IndicatorExport.Of(history.Indicators, words), words, commas is true);
    }

    public static FileContentHttpResult File(IndicatorExport export, SheetFormat format, Language language, bool commas) => format switch
    {
        SheetFormat.Csv => TypedResults.File(export.ToCsv(language, commas), SheetEndpoints.Csv, $"{export.Strategy}.indicators.csv"),
        SheetFormat.Xlsx => TypedResults.File(export.ToWorkbook(language), WorkbookFile.ContentType, $"{export.Strategy}.indicators.xlsx"),
        _ => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(export, ApiJson.Options), SheetEndpoints.Json, $"{export.Strategy}.indicators.json"),
    };

    public static FileContentHttpResult DictionaryFile(IndicatorExport export, Language language, bool commas) =>
        TypedResults.File(export.DictionaryToCsv(language, commas), SheetEndpoints.Csv, $"{export.Strategy}.data-dictionary.csv");
}
