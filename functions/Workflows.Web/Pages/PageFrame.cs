using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Workflows.Web.Api;
using Workflows.Web.Pages.Layout;
using Workflows.Web.Pages.SignIn;

namespace Workflows.Web.Pages;

/// <summary>Around every page: the headers that keep it safe, its language and its reader, and a page for whatever goes wrong.</summary>
internal sealed partial class PageFrame(RequestDelegate next, TimeProvider clock, ClockInfo info, ILogger<PageFrame> log)
{
    private const string LanguageCookie = "workflows-lang";

    /// <summary>Nothing is loaded from elsewhere, and nothing in a page's own text is ever run.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        Protect(context);
        try
        {
            await Prepare(context);
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await Problem(context, context.Response.StatusCode);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Problem(context, bad.StatusCode);
        }
        catch (Exception unexpected) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // Without the path, which may hold the token of a link.
            Unexpected(unexpected, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no page");
            await Problem(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] = ContentPolicy;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["X-Robots-Tag"] = "noindex";
        headers[HeaderNames.CacheControl] = "no-store";
        if (context.Request.IsHttps)
            headers[HeaderNames.StrictTransportSecurity] = "max-age=31536000";
    }

    private async Task Prepare(HttpContext context)
    {
        var named = PageContext.Named(context.Request.Query["lang"]);
        if (named is { } language)
        {
            context.Response.Cookies.Append(
                LanguageCookie,
                PageContext.NameOf(language),
                new() { HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        }

        var result = await context.AuthenticateAsync(SessionAuthentication.SchemeName);
        if (result.Principal is { } principal)
            context.User = principal;
        context.RequestServices.GetRequiredService<PageContext>().Set(
            context,
            ClockReading.Of(clock, info),
            named ?? PageContext.Named(context.Request.Cookies[LanguageCookie]),
            context.Features.Get<SignedIn>());
    }

    private static async Task Problem(HttpContext context, int status)
    {
        context.Response.Clear();
        Protect(context);
        await PageResult.Of<ProblemPage>(status, status).ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Page} failed.")]
    private partial void Unexpected(Exception exception, string method, string page);
}
