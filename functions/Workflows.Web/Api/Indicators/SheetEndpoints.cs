using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Sheets;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Api;

/// <summary>The forms that values are taken away and brought back in.</summary>
public enum SheetFormat
{
    Xlsx,
    Csv,
    Json,
}

/// <summary>The sheet of a task that asks for values: taken away to be filled in, and brought back.</summary>
internal static class SheetEndpoints
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";

    public static void MapSheets(this IEndpointRouteBuilder api)
    {
        var task = api.MapGroup("/workflows/{id}/tasks/{task}/sheet").WithTags("Indicators");
        task.MapGet("", Download)
            .Produces<Stream>(StatusCodes.Status200OK, WorkbookFile.ContentType, Csv, Json)
            .Describe("Download a sheet of values", "With what was answered so far. ?format= is xlsx (default), csv or json; ?language= bg (default) or en; ?commas=true writes CSV with commas and decimal points instead of semicolons and decimal commas.")
            .Fails(404, 422);
        task.MapPost("", Upload)
            .Accepts<Stream>(WorkbookFile.ContentType, Csv, Json)
            .Describe("Answer with a sheet of values", "The filled-in file is the body and becomes the task's answer; nothing is stored when any cell is wrong, and every fault names its cell. The same file again changes nothing. ?language= is that of the faults.")
            .FailsAsCommand();
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Download(
        WorkflowId id, TaskId task, SheetFormat? format, Language? language, bool? commas, ApiCall call, TaskCommands tasks, TaskSheets sheets)
    {
        if (await tasks.Find(call, id, task) is not var (workflow, found))
            return TaskCommands.Unknown(task);
        if (await sheets.LayoutOf(workflow, found, call.Aborted) is not { } layout)
            return NoSheet(task);
        var (filled, words) = (TaskSheets.Filled(found), language ?? Language.Bg);
        return (format ?? SheetFormat.Xlsx) switch
        {
            SheetFormat.Csv => TypedResults.File(CsvSheet.Write(layout, filled, words, commas is true), Csv, $"{id}.{task}.csv"),
            SheetFormat.Json => TypedResults.File(JsonSheet.Write(layout, filled), Json, $"{id}.{task}.json"),
            _ => TypedResults.File(XlsxSheet.Write(layout, filled, words), WorkbookFile.ContentType, $"{id}.{task}.xlsx"),
        };
    }

    private static async Task<Results<Ok<Receipt>, ProblemResult>> Upload(
        HttpContext http, WorkflowId id, TaskId task, Language? language, ApiCall call, TaskCommands tasks, TaskSheets sheets)
    {
        if (await tasks.Find(call, id, task) is not var (workflow, found))
            return TaskCommands.Unknown(task);
        if (await sheets.LayoutOf(workflow, found, call.Aborted) is not { } layout)
            return NoSheet(task);
        var body = await RequestBody.Read(http, SheetLimits.File);
        var read = http.Request.ContentType?.Split(';')[0].Trim() switch
        {
            WorkbookFile.ContentType => XlsxSheet.Read(layout, body),
            Csv => CsvSheet.Read(layout, body),
            Json => JsonSheet.Read(layout, body),
            _ => null,
        };
        if (read is null)
            return new ProblemResult(new("media-type.unsupported", $"Send the sheet as '{WorkbookFile.ContentType}', '{Csv}' or '{Json}'."));
        if (read.Value is not { } values)
            return Wrong(read.Faults, language ?? Language.En);
        var submission = Submissions.Of(values, null, null, null);
        return await tasks.RunWithAnswer(call, id, task, submission, s => new WorkflowCommand.Submit(task, s));
    }

    private static ProblemResult Wrong(IReadOnlyList<SheetFault> faults, Language language) => new(
        new("sheet.wrong", $"The sheet cannot be taken as it is; nothing was stored. {faults[0].In(language)}"),
        [.. faults.Select(f => new ProblemError(f.Sheet.Length == 0 ? "sheet" : f.Sheet, f.Row, f.Column, f.Cell, f.Message.In(language)))]);

    private static ProblemResult NoSheet(TaskId task) => new(new(
        "task.no-sheet", $"Task '{task}' asks for no values, so it has no sheet. Answer it with POST …/submit.", new Dictionary<string, string> { ["task"] = task.Value }));
}
