using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>Reading tasks.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks", List)
            .WithTags("Tasks")
            .Describe("List tasks", "Sorted by workflow and id; ?workflow=, ?institution=, ?state=, ?open= and ?late=true narrow the list. An institution's key sees its own.");
        api.MapGet("/workflows/{id}/tasks/{task}", Get)
            .WithTags("Tasks")
            .Describe("Read a task", "With what its owner needs to answer it and all that was answered.")
            .Fails(404);
    }

    private static async Task<Results<Ok<Page<TaskRow>>, ProblemResult>> List(
        WorkflowId? workflow, InstitutionId? institution, TaskState? state, bool? open, bool? late, PageRequest page, ApiCall call, IListing listing, TimeProvider clock)
    {
        if (page.After is { } after && after.Split('/') is not [_, _])
            return PageRequest.WrongAfter;
        if (call.Caller.Institution is { } own && institution is { } other && other != own)
            return TypedResults.Ok(new Page<TaskRow>([], null));
        var query = new TaskQuery(
            call.Caller.Municipality,
            workflow,
            call.Caller.Institution ?? institution,
            state?.Name,
            open,
            late is true ? CivilTime.DateOf(clock.GetUtcNow()) : null,
            page.After,
            page.Fetch);
        var rows = await listing.Tasks(query, call.Aborted);
        return TypedResults.Ok(page.Of(rows, r => r, r => $"{r.Workflow}/{r.Id}"));
    }

    private static async Task<Results<Ok<TaskDetail>, ProblemResult>> Get(
        WorkflowId id, TaskId task, ApiCall call, TaskCommands tasks, TimeProvider clock, ClockInfo info) =>
        await tasks.Find(call, id, task) is var (workflow, found)
            ? TypedResults.Ok(TaskDetail.Of(workflow, found, ClockReading.Of(clock, info)))
            : TaskCommands.Unknown(task);
}
