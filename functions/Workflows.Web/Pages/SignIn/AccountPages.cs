using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Ports;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.SignIn;

/// <summary>Signing out, and a person's own sessions.</summary>
internal static class AccountPages
{
    public static void MapAccount(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/sign-out", SignOut);
        var account = pages.MapGroup("/account/sessions").RequireAuthorization(PagePolicies.SignedIn);
        account.MapMethods("", Looking.Methods, List);
        account.MapPost("/{id}/revoke", Revoke);
    }

    private static async Task<IResult> SignOut(Sessions sessions, HttpContext http)
    {
        await sessions.End(http);
        return PageResult.See("/");
    }

    private static async Task<IResult> List(Sessions sessions, PageContext page, HttpContext http) =>
        PageResult.Of<SessionsPage>(new SessionsModel(await sessions.Running(page.Person!, http.RequestAborted), http.Features.Get<SignedIn>()!.Session.Id));

    private static async Task<IResult> Revoke(string id, Sessions sessions, PageContext page, HttpContext http) =>
        await sessions.Revoke(page.Person!, id, http.RequestAborted) ? PageResult.See("/account/sessions") : PageResult.NotFound;
}

/// <param name="Present">The id of the session that the page is shown in.</param>
public sealed record SessionsModel(IReadOnlyList<BrowserSession> Running, string Present);

/// <param name="First">Whether this makes the first administrator, who says their name as well.</param>
public sealed record EnterModel(FormState Form, bool First);
