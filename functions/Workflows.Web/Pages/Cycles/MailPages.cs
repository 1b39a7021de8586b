using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Api;

namespace Workflows.Web.Pages.Cycles;

/// <summary>The mails of a workflow or a task and what became of each. Sending one again repairs the ledger, which is an administrator's.</summary>
internal static class MailPages
{
    private const int PageSize = 50;

    /// <summary>A task's mails are picked from its workflow's; of more than a year's, the newest are not looked for.</summary>
    private const int MostLookedAt = 5_000;

    public static void MapMail(this IEndpointRouteBuilder workflow)
    {
        workflow.MapMethods("/mail", Looking.Methods, OfWorkflow);
        workflow.MapMethods("/tasks/{task}/mail", Looking.Methods, OfTask);
        workflow.MapMethods("/mail/again", Looking.Methods, Ask).RequireAuthorization(PagePolicies.Administers);
        workflow.MapPost("/mail/again", Again).RequireAuthorization(PagePolicies.Administers);
    }

    private static async Task<IResult> OfWorkflow(WorkflowId id, string? after, SubjectFinder finder, IEffectLedger ledger, PageContext page, HttpContext http)
    {
        if (await finder.Find(id, cancellation: http.RequestAborted) is not { } subject)
            return PageResult.NotFound;
        var rows = await ledger.List(new(subject.Workflow.Context.Municipality, StreamId.Of(id), EffectKinds.SendMail, null, after, PageSize + 1), http.RequestAborted);
        return PageResult.Of<MailPage>(new MailModel(
            subject,
            [.. rows.Take(PageSize).Select(MailRow.Of)],
            page.Caller!.Role.May(Right.Administer),
            after is null ? null : $"/workflows/{id}/mail",
            rows.Count > PageSize ? $"/workflows/{id}/mail{QueryString.Create("after", rows[PageSize - 1].Key)}" : null));
    }

    private static async Task<IResult> OfTask(WorkflowId id, TaskId task, SubjectFinder finder, IEffectLedger ledger, PageContext page, HttpContext http)
    {
        if (await finder.Find(id, task, cancellation: http.RequestAborted) is not { } subject)
            return PageResult.NotFound;
        var found = new List<MailRow>();
        string? after = null;
        for (var read = 0; read < MostLookedAt; read += 500)
        {
            var rows = await ledger.List(new(subject.Workflow.Context.Municipality, StreamId.Of(id), EffectKinds.SendMail, null, after, 500), http.RequestAborted);
            found.AddRange(rows.Select(MailRow.Of).Where(r => r.Tasks.Contains(task)));
            if (rows.Count < 500)
                break;
            after = rows[^1].Key;
        }

        return PageResult.Of<MailPage>(new MailModel(subject, [.. found.OrderByDescending(r => r.OwedAt).Take(PageSize * 2)], page.Caller!.Role.May(Right.Administer), null, null));
    }

    private static async Task<IResult> Ask(WorkflowId id, string? key, SubjectFinder finder, IEffectLedger ledger, PageContext page, HttpContext http) =>
        await Find(id, key, finder, ledger, page, http) is { } found ? PageResult.Of<MailAgainPage>(found) : PageResult.NotFound;

    private static async Task<IResult> Again(
        WorkflowId id, Forms.PostedForm form, SubjectFinder finder, IEffectLedger ledger, TimeProvider time, PageContext page, HttpContext http)
    {
        if (await Find(id, form.State["key"], finder, ledger, page, http) is not { } found)
            return PageResult.NotFound;
        // False where it is owed already or went out meanwhile: that is all that was asked for. A mail that was sent is not sent again.
        await ledger.Retry(found.Mail.Key, found.Subject.Workflow.Context.Municipality, time.GetUtcNow(), http.RequestAborted);
        return PageResult.See($"/workflows/{id}/mail");
    }

    private static async ValueTask<MailAgainModel?> Find(WorkflowId id, string? key, SubjectFinder finder, IEffectLedger ledger, PageContext page, HttpContext http) =>
        await finder.Find(id, cancellation: http.RequestAborted) is { } subject
        && key is not null
        && key.StartsWith($"{id}/", StringComparison.Ordinal)
        && await ledger.Find(key, page.Caller!.Municipality, http.RequestAborted) is { Kind: EffectKinds.SendMail } entry
            ? new(subject, MailRow.Of(entry))
            : null;
}

/// <param name="MaySendAgain">Whether the reader repairs the ledger.</param>
public sealed record MailModel(ActSubject Subject, IReadOnlyList<MailRow> Mails, bool MaySendAgain, string? First, string? Next);

public sealed record MailAgainModel(ActSubject Subject, MailRow Mail);
