using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Links;
using Workflows.Web.Pages.Links;

namespace Workflows.Web.Pages.Tasks;

/// <summary>An institution's tasks, and each task: by the institution's link, and for who is signed in.</summary>
internal static class TaskPages
{
    private const int PageSize = 50;

    public static void MapTasks(this IEndpointRouteBuilder pages)
    {
        var byLink = pages.MapGroup("/i/{token}").RequireRateLimiting(PageLimits.Links);
        byLink.MapPage("", Mine);
        Map(byLink.MapGroup("/{workflow}/{task}"));
        Map(pages.MapGroup("/t/{workflow}/{task}").RequireAuthorization(PagePolicies.Coordinates));
    }

    private static void Map(RouteGroupBuilder task)
    {
        task.MapPage("", Show);
        task.MapAnswer();
    }

    private static Task<IResult> Mine(string token, string? after, bool? done, LinkEntry entry, IListing listing, PageContext page, HttpContext http) =>
        entry.Enter(http, page, token, LinkActs.Seen, async open =>
        {
            if (open.Caller.Scope is { Task: var (workflow, task) })
                return PageResult.See($"/i/{token}/{workflow}/{task}");
            var rows = await listing.Tasks(
                new(open.Strategy.Municipality.Id, null, open.Institution.Id, null, done is not true, null, after, PageSize + 1), http.RequestAborted);
            var shown = rows.Take(PageSize).ToList();
            // Another strategy of the municipality may have an institution of the same id.
            var own = shown.Where(r => r.Workflow.Value.StartsWith($"{open.Strategy.Id}.", StringComparison.Ordinal)).ToList();
            var list = done is true ? $"/i/{token}?done=true&after=" : $"/i/{token}?after=";
            return PageResult.Of<MyTasksPage>(new MyTasksModel(
                open.Institution, new(open.Caller, token, open.Link), own, done is true,
                rows.Count > PageSize ? $"{list}{shown[^1].Workflow}/{shown[^1].Id}" : null));
        });

    private static Task<IResult> Show(WorkflowId workflow, TaskId task, TaskDoor door, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, (access, found) =>
            Task.FromResult<IResult>(PageResult.Of<TaskPage>(new TaskModel(access, found))));
}

/// <param name="Done">Whether it lists what is finished rather than what is owed.</param>
/// <param name="Next">Where the list goes on, or null.</param>
public sealed record MyTasksModel(Institution Institution, TaskAccess Access, IReadOnlyList<TaskRow> Tasks, bool Done, string? Next);

public sealed record TaskModel(TaskAccess Access, ReachedTask Found);
