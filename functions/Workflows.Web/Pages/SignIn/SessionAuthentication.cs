using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Web.Pages.SignIn;

/// <summary>Knows people by their session's cookie. Who is not signed in is led to the sign-in and back; who may not, finds nothing.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    /// <summary>Where to go on after signing in: a path of this site.</summary>
    public const string ReturnCookie = "workflows-return";

    public static string? Return(HttpContext http) =>
        http.Request.Cookies[ReturnCookie] is ['/', not ('/' or '\\'), ..] path ? path : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await sessions.Find(Context) is not { } signedIn)
            return AuthenticateResult.NoResult();
        Context.Features.Set(signedIn);
        return AuthenticateResult.Success(new(signedIn.Caller.ToPrincipal(SchemeName), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            Response.Cookies.Append(
                ReturnCookie, Request.Path, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, MaxAge = TimeSpan.FromHours(1), IsEssential = true });
        }

        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = Request.PathBase + "/sign-in";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
