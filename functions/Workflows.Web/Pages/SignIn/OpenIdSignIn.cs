using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Workflows.Core.Ports;
using Workflows.Web.Links;

namespace Workflows.Web.Pages.SignIn;

/// <summary>
/// Signing in through another system. It only says whose address it is; who has access, and to what, stays a matter of the people that
/// administrators added. Its tokens are used once and kept nowhere: from then on there is a session like any other.
/// </summary>
public static class OpenIdSignIn
{
    internal const string SchemeName = "openid";
    internal const string Path = "/sign-in/openid";

    /// <summary>Call it before the pipeline is built, where an installation has one.</summary>
    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services, OpenIdSettings settings)
    {
        services.AddSingleton(settings);
        services.AddAuthentication().AddOpenIdConnect(SchemeName, oidc =>
        {
            oidc.Authority = settings.Authority.AbsoluteUri;
            oidc.ClientId = settings.ClientId;
            oidc.ClientSecret = settings.ClientSecret;
            // On this machine alone a system without a certificate cannot be listened to.
            oidc.RequireHttpsMetadata = !settings.Authority.IsLoopback;
            oidc.ResponseType = OpenIdConnectResponseType.Code;
            // The answer comes by GET, so that cookies of the same site are enough and none is sent across sites.
            oidc.ResponseMode = OpenIdConnectResponseMode.Query;
            oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
            oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            oidc.UsePkce = true;
            // The browser and the other system go by the real time, also where our own clock is a virtual one.
            oidc.TimeProvider = TimeProvider.System;
            oidc.CallbackPath = OpenIdSettings.ReturnPath;
            oidc.SignInScheme = SessionAuthentication.SchemeName;
            oidc.MapInboundClaims = false;
            oidc.SaveTokens = false;
            oidc.Scope.Clear();
            oidc.Scope.Add("openid");
            oidc.Scope.Add("email");
            oidc.Events = new() { OnTicketReceived = Enter, OnRemoteFailure = Refuse };
        });
        return services;
    }

    internal static void MapOpenIdSignIn(this IEndpointRouteBuilder pages)
    {
        if (pages.ServiceProvider.GetService<OpenIdSettings>() is null)
            return;
        // Not a form: the content policy lets no form lead to another site. Nothing is changed by coming here.
        pages.MapMethods(Path, Looking.Methods, () => TypedResults.Challenge(new AuthenticationProperties(), [SchemeName])).RequireRateLimiting(PageLimits.SignIns);
    }

    private static async Task Enter(TicketReceivedContext ticket)
    {
        ticket.HandleResponse();
        var (http, user) = (ticket.HttpContext, ticket.Principal!);
        var services = http.RequestServices;
        var person = EmailOf(user, services.GetRequiredService<OpenIdSettings>()) is { } email
            ? (await services.GetRequiredService<IPeople>().List(new(Email: LinkRequests.Normal(email)), http.RequestAborted)).FirstOrDefault(p => p.RevokedAt is null)
            : null;
        if (person is null)
        {
            await PageResult.Of<NoAccessPage>(status: StatusCodes.Status403Forbidden).ExecuteAsync(http);
            return;
        }

        await services.GetRequiredService<Sessions>().Begin(http, person);
        var next = SessionAuthentication.Return(http) ?? "/home";
        http.Response.Cookies.Delete(SessionAuthentication.ReturnCookie);
        await PageResult.See(next).ExecuteAsync(http);
    }

    /// <summary>Somebody turned back over there, or what came from there is not to be believed. The log says which.</summary>
    private static async Task Refuse(RemoteFailureContext failure)
    {
        failure.HandleResponse();
        await PageResult.Of<NoAccessPage>(status: StatusCodes.Status403Forbidden).ExecuteAsync(failure.HttpContext);
    }

    private static string? EmailOf(ClaimsPrincipal user, OpenIdSettings settings) =>
        settings.TrustsEmail || string.Equals(user.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? user.FindFirstValue("email") : null;
}
