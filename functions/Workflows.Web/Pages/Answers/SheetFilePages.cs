using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Api;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Tasks;
using Workflows.Web.Sheets;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Pages.Answers;

/// <summary>
/// The sheet of a task that asks for values: taken away, filled in, brought back. What it holds becomes the draft of the answer, to be looked at
/// and sent; of a sheet with anything wrong nothing is kept.
/// </summary>
internal static class SheetFilePages
{
    /// <summary>The field of the file.</summary>
    public const string Field = "sheet";

    public static void MapSheetFile(this IEndpointRouteBuilder task)
    {
        task.MapMethods("/answer/sheet", Looking.Methods, Show);
        task.MapPost("/answer/sheet", Take);
        task.MapMethods("/answer/sheet/{format}", Looking.Methods, Download);
    }

    private static Task<IResult> Show(
        WorkflowId workflow, TaskId task, TaskDoor door, AnswerDesk desk, TaskSheets sheets, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
        {
            if (await sheets.LayoutOf(found.Workflow, found.Task, http.RequestAborted) is null)
                return PageResult.NotFound;
            return Answerable.Now(access, found, page.Clock.Today)
                ? PageResult.Of<SheetFilePage>(new AnswerModel(await desk.Context(access, found, http.RequestAborted), new()))
                : PageResult.See(access.To(workflow, task));
        });

    private static Task<IResult> Download(
        WorkflowId workflow, TaskId task, Named<SheetFormat> format, TaskDoor door, TaskSheets sheets, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (_, found) =>
        {
            if (await sheets.LayoutOf(found.Workflow, found.Task, http.RequestAborted) is not { } layout)
                return PageResult.NotFound;
            var filled = TaskSheets.Filled(found.Task);
            return format.Value switch
            {
                SheetFormat.Xlsx => TypedResults.File(XlsxSheet.Write(layout, filled, page.Language), WorkbookFile.ContentType, $"{workflow}.{task}.xlsx"),
                SheetFormat.Csv => TypedResults.File(CsvSheet.Write(layout, filled, page.Language), SheetEndpoints.Csv, $"{workflow}.{task}.csv"),
                _ => PageResult.NotFound,
            };
        });

    private static Task<IResult> Take(
        WorkflowId workflow, TaskId task, PostedForm posted, TaskDoor door, AnswerDesk desk, TaskSheets sheets, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            if (await sheets.LayoutOf(found.Workflow, found.Task, http.RequestAborted) is not { } layout)
                return PageResult.NotFound;
            if (!Answerable.Now(access, found, page.Clock.Today))
                return PageResult.See(access.To(workflow, task));
            var (c, form) = (await desk.Context(access, found, http.RequestAborted), new FormState());
            if (await Read(posted, layout, form, c, http.RequestAborted) is not { } values)
                return PageResult.Wrong<SheetFilePage>(new AnswerModel(c, form));
            await desk.TakeValues(c, values, http.RequestAborted);
            return PageResult.See($"{c.Address}/answer");
        });

    /// <summary>What the file holds; null, with an error for each cell, when it cannot be taken as it is.</summary>
    private static async Task<Answer.Values?> Read(PostedForm posted, SheetLayout layout, FormState form, AnswerContext c, CancellationToken cancellation)
    {
        if (posted.Files.GetFile(Field) is not { FileName.Length: > 0 } file)
        {
            form.Wrong(Field, c.Say("Wrong_SheetFile"));
            return null;
        }

        var content = new byte[Math.Min(file.Length, SheetLimits.File + 1)];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellation);
        var read = file.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? CsvSheet.Read(layout, content) : XlsxSheet.Read(layout, content);
        foreach (var fault in read.Faults)
            form.Wrong(Field, fault.In(c.Language));
        return read.Value;
    }
}
