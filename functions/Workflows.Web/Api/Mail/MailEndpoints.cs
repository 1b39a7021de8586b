using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Keys;
using Workflows.Web.Operations;

namespace Workflows.Web.Api;

/// <summary>The ledger of mail: what is owed, what was sent and what failed. Nobody's address is in it.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder api)
    {
        var mail = api.MapGroup("/mail").WithTags("Mail");
        mail.MapGet("", List)
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Describe("List mails", "Sorted by key; ?state= and ?workflow= narrow the list.");
        mail.MapPost("/retry", Retry)
            .RequireAuthorization(KeyPolicies.Administers)
            .Describe("Send a mail again", "?key= names one that failed, was dropped or is unknown. It goes out under the same Message-ID.")
            .Fails(404, 409, 422);
    }

    private static async Task<Results<Ok<Page<MailRow>>, ProblemResult>> List(
        MailState? state, WorkflowId? workflow, PageRequest page, ApiCall call, IEffectLedger ledger)
    {
        if (page.After is not null && !EffectKey.TryParse(page.After, out _))
            return PageRequest.WrongAfter;
        var query = new LedgerQuery(
            call.Caller.Municipality,
            workflow is { } id ? StreamId.Of(id) : null,
            EffectKinds.SendMail,
            state?.Value,
            page.After,
            page.Fetch);
        return TypedResults.Ok(page.Of(await ledger.List(query, call.Aborted), MailRow.Of, e => e.Key));
    }

    private static async Task<Results<Accepted<RetryReceipt>, ProblemResult>> Retry(
        string key, ApiCall call, IEffectLedger ledger, Repeats repeats, TimeProvider clock)
    {
        var request = call.Key();
        var known = await repeats.Find(request, call.Aborted);
        if (known is { Done: true })
            return Owed(key);
        switch ((await ledger.Find(key, call.Caller.Municipality, call.Aborted))?.State)
        {
            case null:
                return new ProblemResult(new("mail.unknown", "There is no such mail. GET /api/mail lists them with their keys."));
            // A key is saved only while its mail is not sent: where one is known, this request owed the mail and it went out.
            case EffectState.Sent when known is null:
                return new ProblemResult(new("mail.sent", "This mail was sent, so it is not sent again."));
        }

        await repeats.Begin(request, call.Aborted);
        // False where it is owed already or went out meanwhile: that is all that was asked for.
        await ledger.Retry(key, call.Caller.Municipality, clock.GetUtcNow(), call.Aborted);
        await repeats.End(request, call.Aborted);
        return Owed(key);
    }

    private static Accepted<RetryReceipt> Owed(string key) => TypedResults.Accepted((string?)null, new RetryReceipt(key));
}

/// <param name="Key">Of the mail that is owed again.</param>
public sealed record RetryReceipt(string Key);

/// <param name="Key">Workflow, event and place; names the mail for good.</param>
/// <param name="Kind">Such as assignment or reminder.</param>
/// <param name="To">The institution it is for.</param>
/// <param name="Tasks">What it is about.</param>
/// <param name="OwedAt">In UTC.</param>
/// <param name="NotBefore">When it is tried next, in UTC; missing when it is left unknown: it may have gone out, and nobody needs it any more.</param>
/// <param name="Note">Why it failed, was dropped or left unknown, or the provider's id once sent; addresses are left out.</param>
public sealed record MailRow(
    string Key,
    string Workflow,
    MunicipalityId Municipality,
    MailKind Kind,
    InstitutionId To,
    IReadOnlyList<TaskId> Tasks,
    EffectState State,
    DateTimeOffset OwedAt,
    DateTimeOffset? NotBefore,
    int Attempts,
    string? Note)
{
    internal static MailRow Of(LedgerEntry entry)
    {
        var mail = (Effect.SendMail)EventFormat.ReadEffect(entry.Body);
        return new(
            entry.Key,
            entry.Stream.Value,
            entry.Municipality,
            mail.Kind,
            mail.To,
            [.. mail.Tasks.Concat(mail.ToAccept)],
            entry.State,
            entry.OwedAt,
            entry.LeftUnknown ? null : entry.NotBefore,
            entry.Attempts,
            entry.Note is null ? null : Addresses.Removed(entry.Note));
    }
}
