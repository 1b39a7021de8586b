using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.Web.Pages.Links;

/// <summary>
/// An institution's calendar to subscribe to, under its link. A calendar cannot ask for a new link, so this is read after the link has
/// expired as well, until it is revoked or its recipient is no longer a contact.
/// </summary>
internal static class FeedPages
{
    private const int Page = 200;

    public static void MapFeed(this IEndpointRouteBuilder pages) => pages.MapMethods("/i/{token}/calendar.ics", Looking.Methods, Read).RequireRateLimiting(PageLimits.Links);

    private static async Task<IResult> Read(
        string token, LinkDoor door, CalendarFeed feed, IListing listing, WorkflowRunner runner, StrategyHistories histories, MailSettings settings, TimeProvider time, HttpContext http)
    {
        var (link, contact) = await door.Open(token, http.RequestAborted) switch
        {
            Opened.Open open => (open.Link, open.Contact),
            Opened.Expired expired => (expired.Link, expired.Contact),
            _ => default((Link?, Contact?)),
        };
        if (link is not { Bearer: { Purpose: LinkPurpose.Institution, Strategy: { } id, Institution: { } institution } }
            || await histories.Load(id, http.RequestAborted) is not { } history
            || history.Strategy.Find(institution) is not { } owner)
            return PageResult.NotFound;
        await door.Record(link, LinkActs.Calendar, http.Connection.RemoteIpAddress, http.RequestAborted);
        var workflows = new List<Versioned<WorkflowState>>();
        for (string? after = null; await listing.Workflows(new(null, id, null, null, after, Page), http.RequestAborted) is [.., var last] rows; after = last.Id.Value)
        {
            foreach (var row in rows.Where(r => r.OpenTasks > 0))
                workflows.Add(await runner.Load(StreamId.Of(row.Id), http.RequestAborted));
        }

        var calendar = feed.Write(history, owner, workflows, contact!.Language, time.GetUtcNow(), new(settings, null, token));
        return TypedResults.Text(calendar, "text/calendar", Encoding.UTF8);
    }
}
