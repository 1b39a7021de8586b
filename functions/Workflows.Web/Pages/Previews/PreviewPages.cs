using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.Web.Pages.Previews;

/// <summary>Every mail with sample data, as it reads in both languages.</summary>
internal static class PreviewPages
{
    public static void MapPreview(this IEndpointRouteBuilder pages)
    {
        var previews = pages.MapGroup("/mail-preview").RequireAuthorization(PagePolicies.Coordinates);
        previews.MapMethods("", Looking.Methods, () => PageResult.Of<PreviewListPage>());
        previews.MapMethods("/{kind}", Looking.Methods, Show);
        previews.MapMethods("/{kind}/{language}", Looking.Methods, Html);
    }

    private static IResult Show(string kind, SampleMails samples, HttpContext http)
    {
        if (!SampleMails.All.Contains(kind))
            return PageResult.NotFound;
        // The mails stand in frames of their own, where their styles do not meet the page's.
        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = $"{http.Response.Headers[HeaderNames.ContentSecurityPolicy]}; frame-src 'self'";
        return PageResult.Of<PreviewPage>(new PreviewModel(kind, [(Language.Bg, samples.Of(kind, Language.Bg)), (Language.En, samples.Of(kind, Language.En))]));
    }

    private static IResult Html(string kind, string language, SampleMails samples, HttpContext http)
    {
        if (!SampleMails.All.Contains(kind) || PageContext.Named(language) is not { } known)
            return PageResult.NotFound;
        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return TypedResults.Text(samples.Of(kind, known).Html, "text/html", Encoding.UTF8);
    }
}

public sealed record PreviewModel(string Kind, IReadOnlyList<(Language Language, OutgoingMail Mail)> Mails);
