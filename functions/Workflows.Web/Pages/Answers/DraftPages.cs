using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Web.Links;
using Workflows.Web.Pages.Tasks;
using Workflows.Web.Reports;

namespace Workflows.Web.Pages.Answers;

/// <summary>The document that a task asks for, drafted from the data as they stand. Nothing is kept of it: what is uploaded counts.</summary>
internal static class DraftPages
{
    public static void MapDraft(this IEndpointRouteBuilder task) => task.MapMethods("/draft", Looking.Methods, Download);

    private static Task<IResult> Download(
        WorkflowId workflow, TaskId task, TaskDoor door, ReportDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (_, found) =>
        {
            var context = found.Workflow.Context;
            if (found.Workflow.StepOf(found.Task)?.Kind.Drafted is not { } kind
                || await desk.Draft(context.Strategy, kind, context.Year, page.Language, http.RequestAborted) is not { Document: { } document })
                return PageResult.NotFound;
            return ReportFiles.Result(document, ReportFormat.Docx, ReportFiles.NameOf(context.Strategy, kind, context.Year));
        });
}
