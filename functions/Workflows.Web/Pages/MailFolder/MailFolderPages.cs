using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.Web.Pages.Administration;
using Workflows.Web.Pages.Demo;

namespace Workflows.Web.Pages.MailFolder;

/// <summary>
/// The mails of a host that writes them into a folder: what would have gone out, as its recipient would see it. Their links open what their
/// recipients may open, so only an administrator of the whole installation reads them; in a demo, where nobody is real, everybody does.
/// </summary>
internal static class MailFolderPages
{
    private const int PageSize = 25;

    /// <summary>A mail's own styles and nothing else; no script, no form, and nothing of this site is within its reach.</summary>
    private const string Sandbox =
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'";

    public static void MapMailFolder(this IEndpointRouteBuilder pages)
    {
        if (pages.ServiceProvider.GetService<ISentMails>() is null)
            return;
        var mail = pages.MapGroup("/mail");
        if (pages.ServiceProvider.GetService<DemoVisitors>() is null)
            mail.RequireAuthorization(PagePolicies.Administers).AddEndpointFilter(new WholeInstallation());
        mail.MapMethods("", Looking.Methods, List);
        mail.MapMethods("/{name}", Looking.Methods, Show);
        mail.MapMethods("/{name}/body", Looking.Methods, Body);
        mail.MapMethods("/{name}/file", Looking.Methods, File);
        mail.MapMethods("/{name}/calendar", Looking.Methods, Calendar);
    }

    private static async Task<IResult> List(string? before, ISentMails mails, HttpContext http)
    {
        var found = await mails.List(before, PageSize + 1, http.RequestAborted);
        var shown = found.Take(PageSize).ToList();
        return PageResult.Of<MailListPage>(new MailListModel(
            shown, before is null ? null : "/mail", found.Count > PageSize ? $"/mail?before={Uri.EscapeDataString(shown[^1].Name)}" : null));
    }

    private static async Task<IResult> Show(string name, ISentMails mails, HttpContext http)
    {
        if (await mails.Open(name, http.RequestAborted) is not { } mail)
            return PageResult.NotFound;
        http.Response.Headers.ContentSecurityPolicy = $"{http.Response.Headers.ContentSecurityPolicy}; frame-src 'self'";
        return PageResult.Of<OneMailPage>(mail);
    }

    private static async Task<IResult> Body(string name, ISentMails mails, HttpContext http)
    {
        if (await mails.Open(name, http.RequestAborted) is not { } mail)
            return PageResult.NotFound;
        http.Response.Headers.ContentSecurityPolicy = Sandbox;
        // What it links to opens in the whole window, as it would from a mail program.
        return TypedResults.Content(mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal), "text/html", Encoding.UTF8);
    }

    private static async Task<IResult> File(string name, ISentMails mails, HttpContext http) =>
        await mails.Open(name, http.RequestAborted) is { } mail
            ? TypedResults.Bytes(mail.File, "message/rfc822", mail.Mail.Name)
            : PageResult.NotFound;

    private static async Task<IResult> Calendar(string name, ISentMails mails, HttpContext http) =>
        await mails.Open(name, http.RequestAborted) is { Calendar: { } calendar } mail
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", Path.ChangeExtension(mail.Mail.Name, "ics"))
            : PageResult.NotFound;
}

/// <param name="First">The list's beginning, unless it is shown.</param>
/// <param name="Next">Where the list goes on, or null.</param>
public sealed record MailListModel(IReadOnlyList<SentMail> Mails, string? First, string? Next);
