using Microsoft.AspNetCore.Http;
using Workflows.Core;
using Workflows.Web.Access;
using Workflows.Web.Keys;
using Workflows.Web.Pages.Links;

namespace Workflows.Web.Pages.Tasks;

/// <summary>Where a task's pages lie and on whose behalf they are opened: by an institution's link, or by who is signed in.</summary>
/// <param name="Token">Null for who is signed in.</param>
/// <param name="Link">The link that was opened; null for who is signed in.</param>
public sealed record TaskAccess(Caller Caller, string? Token, Core.Ports.Link? Link)
{
    /// <summary>The path of a task; those of its answer and its receipt lie below.</summary>
    public string To(WorkflowId workflow, TaskId task) => Token is null ? $"/t/{workflow}/{task}" : $"/i/{Token}/{workflow}/{task}";

    /// <summary>Whose drafts are shown and kept: the institution's, which all its contacts share, or those of who is signed in.</summary>
    public string Holder => Caller.Institution is { } institution ? $"institution/{institution}" : $"person/{Caller.KeyId}";

    /// <summary>The list of tasks that this one stands in, where there is one.</summary>
    public string? List => Token is null ? null : Caller.Scope?.Task is null ? $"/i/{Token}" : null;
}

/// <summary>Opens one task for a page, and answers not found for whatever is out of reach.</summary>
internal sealed class TaskDoor(Reach reach, LinkEntry entry, PageContext page, IHttpContextAccessor accessor)
{
    public Task<IResult> Open(
        string? token, WorkflowId workflow, TaskId task, string act, Func<TaskAccess, ReachedTask, Task<IResult>> show)
    {
        var http = accessor.HttpContext!;
        return token is null
            ? Show(new(page.Caller!, null, null))
            : entry.Enter(http, page, token, act, open => Show(new(open.Caller, token, open.Link)));

        async Task<IResult> Show(TaskAccess access) =>
            await reach.Task(access.Caller, workflow, task, http.RequestAborted) is { } found ? await show(access, found) : PageResult.NotFound;
    }
}
