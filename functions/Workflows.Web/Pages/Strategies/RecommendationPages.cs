using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.History;
using Workflows.Web.Api;
using Workflows.Web.Pages.Cycles;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Sheets;

namespace Workflows.Web.Pages.Strategies;

/// <summary>The register of recommendations; what is done to one has its form among the acts of its workflow.</summary>
internal static class RecommendationPages
{
    private const int PageSize = 50;

    public static void MapRecommendations(this IEndpointRouteBuilder strategies)
    {
        strategies.MapMethods("/{id}/recommendations", Looking.Methods, Show);
        strategies.MapMethods("/{id}/csv/recommendations", Looking.Methods, Csv);
    }

    private static async Task<IResult> Show(
        StrategyId id, string? year, string? state, string? owner, int? from, string? done, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is null || await histories.Load(id, http.RequestAborted) is not { } history)
            return PageResult.NotFound;
        var filter = new RegisterFilter(year, state, owner);
        var all = filter.In(history.Recommendations).ToList();
        var start = Math.Clamp(from ?? 0, 0, all.Count);
        return PageResult.Of<RecommendationsPage>(new RecommendationsModel(
            history, [.. all.Skip(start).Take(PageSize)], all.Count, filter, CyclePages.Done(done),
            start > 0 ? $"/strategies/{id}/recommendations{filter.Query}" : null,
            start + PageSize < all.Count ? $"/strategies/{id}/recommendations{filter.With("from", $"{start + PageSize}")}" : null));
    }

    private static async Task<IResult> Csv(
        StrategyId id, string? year, string? state, string? owner, StrategyCommands commands, StrategyHistories histories, PageContext page, HttpContext http) =>
        await commands.Find(page.Caller!, id, http.RequestAborted) is not null && await histories.Load(id, http.RequestAborted) is { } history
            ? TypedResults.File(
                RegisterCsv.Write(history, new RegisterFilter(year, state, owner).In(history.Recommendations), page.Language), SheetEndpoints.Csv, $"{id}.recommendations.csv")
            : PageResult.NotFound;
}

/// <summary>What the register is narrowed to, as it stands in the address; what cannot be read narrows nothing.</summary>
/// <param name="State">One of the states, or <see cref="Unfinished"/>.</param>
/// <param name="Owner">An institution, or <see cref="Nobody"/>.</param>
public sealed record RegisterFilter(string? Year, string? State, string? Owner)
{
    public const string Unfinished = "unfinished";
    public const string Nobody = "-";

    public FormState Form => new(new Dictionary<string, string> { ["year"] = Year ?? "", ["state"] = State ?? "", ["owner"] = Owner ?? "" });

    public string Query => With("from", null);

    public IEnumerable<RegisteredRecommendation> In(RecommendationRegister register)
    {
        var lines = int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? register.In(year) : register.All;
        if (State == Unfinished)
            lines = lines.Where(r => r.IsOpen);
        else if (Enum.TryParse<RecommendationState>(State, out var state))
            lines = lines.Where(r => r.State == state);
        return Owner switch
        {
            null or "" => lines,
            Nobody => lines.Where(r => r.Owner is null),
            _ => lines.Where(r => r.Owner?.Value == Owner),
        };
    }

    public string With(string name, string? value)
    {
        var query = new QueryBuilder();
        foreach (var (key, typed) in ((string, string?)[])[("year", Year), ("state", State), ("owner", Owner), (name, value)])
        {
            if (!string.IsNullOrEmpty(typed))
                query.Add(key, typed);
        }

        return query.ToString();
    }
}

/// <param name="Count">Of all that the filter leaves.</param>
/// <param name="Done">The key of what has just been done.</param>
public sealed record RecommendationsModel(
    StrategyHistory History, IReadOnlyList<RegisteredRecommendation> Lines, int Count, RegisterFilter Filter, string? Done, string? First, string? Next);
