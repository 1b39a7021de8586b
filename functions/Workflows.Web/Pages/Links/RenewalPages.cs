using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Web.Links;

namespace Workflows.Web.Pages.Links;

/// <summary>New links, which go to the address on file and are never shown.</summary>
internal static class RenewalPages
{
    public static void MapRenewal(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/i/{token}/renew", Renew).RequireRateLimiting(PageLimits.Links);
        pages.MapPost("/i/{token}/all", All).RequireRateLimiting(PageLimits.Links);
        pages.MapMethods("/link-sent", Looking.Methods, () => PageResult.Of<NewLinkSentPage>());
    }

    private static async Task<IResult> Renew(string token, LinkDoor door, LinkRequests requests, HttpContext http)
    {
        if (await door.Open(token, http.RequestAborted) is not Opened.Expired expired)
            return PageResult.NotFound;
        await door.Record(expired.Link, LinkActs.Renewed, http.Connection.RemoteIpAddress, http.RequestAborted);
        await requests.Renew(expired.Link, http.RequestAborted);
        return PageResult.See("/link-sent");
    }

    private static async Task<IResult> All(string token, LinkDoor door, LinkRequests requests, HttpContext http)
    {
        if (await door.Open(token, http.RequestAborted) is not Opened.Open open)
            return PageResult.NotFound;
        await requests.All(open.Link, http.RequestAborted);
        return PageResult.See("/link-sent");
    }
}
