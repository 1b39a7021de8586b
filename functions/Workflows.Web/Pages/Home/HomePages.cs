using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Ports;

namespace Workflows.Web.Pages.Home;

/// <summary>Where everybody begins: the public start, and the strategies of who is signed in.</summary>
internal static class HomePages
{
    private const int PageSize = 50;

    public static void MapHome(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/", () => PageResult.Of<StartPage>());
        pages.MapPage("/home", Home).RequireAuthorization(PagePolicies.Coordinates);
    }

    private static async Task<IResult> Home(string? after, IListing listing, PageContext page, HttpContext http)
    {
        var rows = await listing.Strategies(new(page.Caller!.Municipality, after, PageSize + 1), http.RequestAborted);
        var shown = rows.Take(PageSize).ToList();
        return PageResult.Of<HomePage>(new HomeModel(shown, after is null ? null : "/home", rows.Count > PageSize ? $"/home?after={shown[^1].Id}" : null));
    }
}

/// <param name="First">The list's beginning, unless it is shown.</param>
/// <param name="Next">Where the list goes on, or null.</param>
public sealed record HomeModel(IReadOnlyList<StrategyRow> Strategies, string? First, string? Next);
