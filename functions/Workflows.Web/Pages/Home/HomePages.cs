using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Web.Pages.Home;

/// <summary>The public start.</summary>
internal static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder pages) => pages.MapMethods("/", Looking.Methods, () => PageResult.Of<StartPage>());
}
