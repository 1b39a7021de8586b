using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Links;
using Workflows.Web.Mail;
using Workflows.Web.Pages.Answers;
using Workflows.Web.Pages.Links;

namespace Workflows.Web.Pages.Tasks;

/// <summary>An institution's tasks, and each task: by the institution's link, and for who is signed in.</summary>
internal static class TaskPages
{
    private const int PageSize = 50;

    public static void MapTasks(this IEndpointRouteBuilder pages)
    {
        var byLink = pages.MapGroup("/i/{token}").RequireRateLimiting(PageLimits.Links);
        byLink.MapMethods("", Looking.Methods, Mine);
        Map(byLink.MapGroup("/{workflow}/{task}"));
        Map(pages.MapGroup("/t/{workflow}/{task}").RequireAuthorization(PagePolicies.Coordinates));
    }

    private static void Map(RouteGroupBuilder task)
    {
        task.MapMethods("", Looking.Methods, Show);
        task.MapAnswer();
        task.MapMeeting();
    }

    private static Task<IResult> Mine(string token, string? after, bool? done, LinkEntry entry, IListing listing, IDrafts drafts, StrategyHistories histories, MailSettings settings, PageContext page, HttpContext http) =>
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
            var access = new TaskAccess(open.Caller, token, open.Link);
            var begun = await drafts.Of(open.Strategy.Municipality.Id, access.Holder, http.RequestAborted);
            var recommended = done is true || after is not null ? null : (await histories.Load(open.Strategy.Id, http.RequestAborted))?.Recommendations.OwedBy(open.Institution.Id);
            return PageResult.Of<MyTasksPage>(new MyTasksModel(
                open.Institution, access, own, [.. recommended ?? []], begun.Select(d => (d.Workflow, d.Task)).ToHashSet(), done is true,
                rows.Count > PageSize ? $"{list}{shown[^1].Workflow}/{shown[^1].Id}" : null, new(settings.Site, $"i/{token}/calendar.ics")));
        });

    private static Task<IResult> Show(WorkflowId workflow, TaskId task, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
            PageResult.Of<TaskPage>(new TaskModel(
                access, found, await desk.Find(new(access, found, page.Language, page.Clock.Today), http.RequestAborted))));
}

/// <param name="Recommendations">That the institution is to carry out; only where the list of what is owed begins.</param>
/// <param name="Begun">The tasks whose answers were begun and not sent.</param>
/// <param name="Done">Whether it lists what is finished rather than what is owed.</param>
/// <param name="Next">Where the list goes on, or null.</param>
/// <param name="Feed">The institution's calendar to subscribe to.</param>
public sealed record MyTasksModel(
    Institution Institution, TaskAccess Access, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<RegisteredRecommendation> Recommendations, IReadOnlySet<(WorkflowId Workflow, TaskId Task)> Begun, bool Done, string? Next, Uri Feed);

/// <param name="Draft">What the reader has begun; null for nothing.</param>
public sealed record TaskModel(TaskAccess Access, ReachedTask Found, Draft? Draft);
