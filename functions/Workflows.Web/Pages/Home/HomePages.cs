using Microsoft.AspNetCore.Routing;

namespace Workflows.Web.Pages.Home;

/// <summary>The public start.</summary>
internal static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder pages) => pages.MapPage("/", () => PageResult.Of<StartPage>());
}
