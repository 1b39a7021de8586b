using Microsoft.AspNetCore.Http;
using Workflows.Web.Links;

namespace Workflows.Web.Pages.Links;

/// <summary>Every page that an institution enters by its link comes in here.</summary>
internal sealed class LinkEntry(LinkDoor door)
{
    /// <summary>Notes the use, speaks the contact's language, and runs the page for who came in; or shows why nobody did.</summary>
    /// <param name="act">One of <see cref="LinkActs"/>.</param>
    public async Task<IResult> Enter(HttpContext http, PageContext page, string token, string act, Func<Opened.Open, Task<IResult>> show)
    {
        var opened = await door.Open(token, http.RequestAborted);
        if (opened is Opened.Open { Link: { } known } open)
        {
            page.Prefer(open.Contact.Language);
            page.LinkHome = open.Caller.Scope!.Task is null ? $"/i/{token}" : null;
            await door.Record(known, act, http.Connection.RemoteIpAddress, http.RequestAborted);
            return await show(open);
        }

        switch (opened)
        {
            case Opened.Expired expired:
                page.Prefer(expired.Contact.Language);
                await door.Record(expired.Link, LinkActs.Refused, http.Connection.RemoteIpAddress, http.RequestAborted);
                return PageResult.Of<ExpiredPage>(token, StatusCodes.Status410Gone);
            case Opened.Revoked revoked:
                await door.Record(revoked.Link, LinkActs.Refused, http.Connection.RemoteIpAddress, http.RequestAborted);
                return PageResult.Of<RevokedPage>(status: StatusCodes.Status410Gone);
            default:
                return PageResult.NotFound;
        }
    }
}
