using System.Net.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.SignIn;

/// <summary>
/// Signing in: an address, a mailed link, a page on which the address is given once more. A scanner that opens the link and presses its
/// button gives no address, so it neither comes in nor uses the link up.
/// </summary>
internal static class SignInPages
{
    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/sign-in", Looking.Methods, () => PageResult.Of<AskPage>(new FormState()));
        pages.MapPost("/sign-in", Ask).RequireRateLimiting(PageLimits.SignIns);
        pages.MapMethods("/sign-in/sent", Looking.Methods, () => PageResult.Of<SentPage>());
        pages.MapMethods("/sign-in/{token}", Looking.Methods, Open).RequireRateLimiting(PageLimits.SignIns);
        pages.MapPost("/sign-in/{token}", Enter).RequireRateLimiting(PageLimits.SignIns);
    }

    private static async Task<IResult> Ask(PostedForm form, LinkRequests requests, PageContext page, HttpContext http)
    {
        CheckEmail(form.State, page);
        if (!form.State.IsValid)
            return PageResult.Wrong<AskPage>(form.State);
        await requests.SignIn(form.State["email"], http.RequestAborted);
        return PageResult.See("/sign-in/sent");
    }

    private static async Task<IResult> Open(string token, LinkDoor door, TimeProvider time) =>
        await Usable(token, door, time) is { } link
            ? PageResult.Of<EnterPage>(new EnterModel(new(), IsFirst(link)))
            : PageResult.Of<UsedPage>(status: StatusCodes.Status410Gone);

    private static async Task<IResult> Enter(
        string token, PostedForm form, LinkDoor door, ILinks links, IPeople people, FirstAdministrator first, Sessions sessions, PageContext page, HttpContext http, TimeProvider time)
    {
        var aborted = http.RequestAborted;
        if (await Usable(token, door, time) is not { } link)
            return PageResult.Of<UsedPage>(status: StatusCodes.Status410Gone);
        var state = form.State;
        if (IsFirst(link) && state["name"].Length is 0 or > 200)
            state.Wrong("name", Texts.In<SignInText>(page.Language, "Wrong_Name"));
        CheckEmail(state, page);
        if (!state.IsValid)
            return PageResult.Wrong<EnterPage>(new EnterModel(state, IsFirst(link)));
        var person = IsFirst(link)
            ? await first.Make(state["name"], state["email"], page.Language, aborted)
            : (await people.List(new(Id: link.Bearer.Holder), aborted)).FirstOrDefault(p => p.RevokedAt is null);
        if (person is null || person.Email != LinkRequests.Normal(state["email"]))
            return PageResult.Wrong<EnterPage>(new EnterModel(state.Wrong("email", Texts.In<SignInText>(page.Language, "Wrong_Other")), IsFirst(link)));
        // Whoever takes the link back first has used it; of two at once, one comes in.
        if (!await links.Revoke(link.Id, time.GetUtcNow(), aborted))
            return PageResult.Of<UsedPage>(status: StatusCodes.Status410Gone);
        await sessions.Begin(http, person);
        var next = SessionAuthentication.Return(http) ?? "/home";
        http.Response.Cookies.Delete(SessionAuthentication.ReturnCookie);
        return PageResult.See(next);
    }

    private static bool IsFirst(Link link) => link.Bearer.Holder == FirstAdministrator.Id && link.Bearer.Key == FirstAdministrator.Bearer.Key && link.ExpiresAt - link.IssuedAt > LinkTerms.SignIn;

    private static async ValueTask<Link?> Usable(string token, LinkDoor door, TimeProvider time) =>
        await door.Find(token) is { Bearer.Purpose: LinkPurpose.SignIn, RevokedAt: null } link && time.GetUtcNow() < link.ExpiresAt ? link : null;

    private static void CheckEmail(FormState form, PageContext page)
    {
        if (!MailAddress.TryCreate(form["email"], out var address) || address.Address != form["email"])
            form.Wrong("email", Texts.In<SignInText>(page.Language, "Wrong_Email"));
    }
}
