using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.Web.Pages.Public;

/// <summary>What anybody may read, without signing in: strategies, what was published about them, and when people meet.</summary>
internal static class PublicPages
{
    private const int PageSize = 50;

    public static void MapPublic(this IEndpointRouteBuilder pages)
    {
        var open = pages.MapGroup("/public").RequireRateLimiting(PageLimits.Links).AddEndpointFilter(async (context, next) =>
        {
            // The one part of the site that search engines are to find.
            context.HttpContext.Response.Headers.Remove("X-Robots-Tag");
            return await next(context);
        });
        open.MapMethods("", Looking.Methods, List);
        open.MapMethods("/{strategy}", Looking.Methods, Show);
        open.MapMethods("/{strategy}/feed", Looking.Methods, Feed);
        open.MapMethods("/{strategy}/documents/{hash}", Looking.Methods, Document);
    }

    private static async Task<IResult> List(string? after, IListing listing, HttpContext http)
    {
        var rows = await listing.Strategies(new(null, after, PageSize + 1), http.RequestAborted);
        var shown = rows.Take(PageSize).ToList();
        return PageResult.Of<StrategiesPage>(new StrategiesModel(
            shown, after is null ? null : "/public", rows.Count > PageSize ? $"/public?after={shown[^1].Id}" : null));
    }

    private static async Task<IResult> Show(string strategy, PublishedRecords records, HttpContext http) =>
        await Find(strategy, records, http) is { } record ? PageResult.Of<StrategyPage>(record) : PageResult.NotFound;

    private static async Task<IResult> Feed(string strategy, PublishedRecords records, MailSettings settings, PageContext page, HttpContext http) =>
        await Find(strategy, records, http) is { } record
            ? TypedResults.Bytes(
                Encoding.UTF8.GetBytes(PublicFeed.Of(record, $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}", settings.Domain, page.Language)),
                "application/atom+xml; charset=utf-8")
            : PageResult.NotFound;

    private static async Task<IResult> Document(string strategy, string hash, PublishedRecords records, IDocumentStore documents, HttpContext http)
    {
        if (!DocumentHash.TryParse(hash, null, out var known)
            || await Find(strategy, records, http) is not { } record
            || record.Find(known) is not { } published
            || await documents.Open(record.Strategy.Municipality.Id, known, http.RequestAborted) is not { } stored)
            return PageResult.NotFound;
        // A document is a file to keep, whatever it contains: never shown as a page of ours.
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Stream(stored.Content, stored.Info.ContentType, published.Name, entityTag: new($"\"{known}\""), enableRangeProcessing: true);
    }

    private static async ValueTask<PublishedRecord?> Find(string strategy, PublishedRecords records, HttpContext http) =>
        StrategyId.TryParse(strategy, null, out var id) ? await records.Of(id, http.RequestAborted) : null;
}

/// <param name="First">The list's beginning, unless it is shown.</param>
/// <param name="Next">Where the list goes on, or null.</param>
public sealed record StrategiesModel(IReadOnlyList<StrategyRow> Strategies, string? First, string? Next);
