using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Workflows.Core;

namespace Workflows.Web.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Next">Address of the page that follows, on this server; left out on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which page is asked for: <c>?after=&amp;limit=</c>.</summary>
internal sealed class PageRequest : IEndpointParameterMetadataProvider
{
    public const int MaxLimit = 200;
    public const int DefaultLimit = 50;
    private const int MaxAfter = 400;

    private readonly HttpRequest _request;

    private PageRequest(HttpRequest request, string? after, int limit) => (_request, After, Limit) = (request, after, limit);

    public static ProblemResult WrongAfter { get; } = new(AfterRejection);

    /// <summary>Where the page before ended; null for the first.</summary>
    public string? After { get; }

    public int Limit { get; }

    /// <summary>One more than is shown, to see whether there is a next page.</summary>
    public int Fetch => Limit + 1;

    /// <param name="rows">Up to <see cref="Fetch"/> of them.</param>
    /// <param name="cursorOf">What <c>after</c> is on the page that follows this row.</param>
    public Page<T> Of<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> show, Func<TRow, string> cursorOf) => new(
        [.. rows.Take(Limit).Select(show)],
        rows.Count > Limit ? Next(cursorOf(rows[Limit - 1])) : null);

    private static Rejection AfterRejection => new("page.after", "after is taken from the next link of the page before. Follow that link.");

    private string Next(string after)
    {
        var query = _request.Query
            .Where(q => q.Key is not ("after" or "limit"))
            .Append(new("after", after))
            .Append(new("limit", Limit.ToString(CultureInfo.InvariantCulture)));
        return $"{_request.PathBase}{_request.Path}{QueryString.Create(query)}";
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Paged());

    public static ValueTask<PageRequest> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (after, limit) = (context.Request.Query["after"], context.Request.Query["limit"]);
        if (limit.Count > 1 || (limit.Count == 1 && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MaxLimit)))
            throw new RequestRefused(new("page.limit", $"limit is a number from 1 to {MaxLimit}; {DefaultLimit} when left out."));
        if (after.Count > 1 || after.ToString().Length > MaxAfter)
            throw new RequestRefused(AfterRejection);
        return new(new PageRequest(
            context.Request,
            after.Count == 0 || after.ToString().Length == 0 ? null : after.ToString(),
            limit.Count == 0 ? DefaultLimit : int.Parse(limit!, CultureInfo.InvariantCulture)));
    }
}
