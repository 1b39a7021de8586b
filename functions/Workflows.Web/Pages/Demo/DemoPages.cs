using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Pages.SignIn;

namespace Workflows.Web.Pages.Demo;

/// <summary>The door of a demo: one button for each user that one may play.</summary>
internal static class DemoPages
{
    public static void MapDemo(this IEndpointRouteBuilder pages)
    {
        if (pages.ServiceProvider.GetService<DemoVisitors>() is not { } visitors)
            return;
        pages.MapMethods("/demo", Looking.Methods, () => PageResult.Of<DemoPage>(visitors));
        pages.MapMethods("/demo/{id}", Looking.Methods, (string id) => visitors.Find(id) switch
        {
            null => PageResult.NotFound,
            { Link: { } link } => PageResult.See(link),
            var visitor => PageResult.Of<VisitorPage>(visitor),
        });
        pages.MapPost("/demo/{id}", Enter);
    }

    private static async Task<IResult> Enter(string id, DemoVisitors visitors, IPeople people, Sessions sessions, HttpContext http)
    {
        if (visitors.Find(id) is not { Person: { } known } || await people.List(new(Id: known), http.RequestAborted) is not [{ RevokedAt: null } person])
            return PageResult.NotFound;
        await sessions.Begin(http, person);
        return PageResult.See(person.Role is ActorKind.Administrator ? "/administration" : "/home");
    }
}
