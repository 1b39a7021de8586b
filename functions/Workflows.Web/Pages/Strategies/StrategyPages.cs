using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Pages.Cycles;
using Workflows.Web.Pages.Institutions;
using Workflows.Web.Pages.Reports;

namespace Workflows.Web.Pages.Strategies;

/// <summary>Strategies: the list, each with its years, and what changed in it.</summary>
internal static class StrategyPages
{
    private const int PageSize = 50;
    private const int RecordSize = 25;

    public static void MapStrategies(this IEndpointRouteBuilder pages)
    {
        var strategies = pages.MapGroup("/strategies").RequireAuthorization(PagePolicies.Coordinates);
        strategies.MapMethods("", Looking.Methods, List);
        strategies.MapRegister();
        strategies.MapMethods("/{id}", Looking.Methods, Show);
        strategies.MapMethods("/{id}/record", Looking.Methods, Record);
        strategies.MapStart();
        strategies.MapDays();
        strategies.MapRecommendations();
        strategies.MapInstitution();
        strategies.MapReportPages();
    }

    private static async Task<IResult> List(string? after, IListing listing, PageContext page, HttpContext http)
    {
        var rows = await listing.Strategies(new(page.Caller!.Municipality, after, PageSize + 1), http.RequestAborted);
        var shown = rows.Take(PageSize).ToList();
        return PageResult.Of<StrategyListPage>(new StrategyListModel(
            shown, after is null ? null : "/strategies", rows.Count > PageSize ? $"/strategies?after={shown[^1].Id}" : null));
    }

    private static async Task<IResult> Show(StrategyId id, string? done, StrategyCommands commands, TimelineReader timeline, PageContext page, HttpContext http) =>
        await commands.Find(page.Caller!, id, http.RequestAborted) is { } found
            ? PageResult.Of<StrategyPage>(new StrategyModel(
                found, await timeline.Read(page.Caller!, found, page.Clock.Today, http.RequestAborted), done is "Registered" or "Amended" or "Days" ? done : null))
            : PageResult.NotFound;

    /// <summary>Newest first, a page at a time: an amendment holds the whole strategy, so only the events of the page are read.</summary>
    private static async Task<IResult> Record(
        StrategyId id, long? before, StrategyCommands commands, StrategyRunner runner, IEventStore store, IPeople people, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var version = (await runner.Load(StreamId.Of(id), http.RequestAborted)).Version;
        var end = Math.Clamp(before ?? version + 1, 1, version + 1);
        var start = Math.Max(0, end - 1 - RecordSize);
        var events = await store.Read(StreamId.Of(id), start, http.RequestAborted).TakeWhile(e => e.Version < end).ToListAsync(http.RequestAborted);
        events.Reverse();
        return PageResult.Of<RecordPage>(new RecordModel(
            found.Strategy,
            events,
            await ActorNames.Of(events.Select(e => e.Actor), people, http.RequestAborted),
            end <= version ? $"/strategies/{id}/record" : null,
            start > 0 ? $"/strategies/{id}/record?before={start + 1}" : null));
    }
}

/// <param name="First">The list's beginning, unless it is shown.</param>
/// <param name="Next">Where the list goes on, or null.</param>
public sealed record StrategyListModel(IReadOnlyList<StrategyRow> Strategies, string? First, string? Next);

/// <param name="Done">What has just been done: Registered, Amended or Days.</param>
public sealed record StrategyModel(StrategyState.Registered Found, Timeline Timeline, string? Done);

/// <param name="Events">Newest first.</param>
public sealed record RecordModel(Core.Strategies.Strategy Strategy, IReadOnlyList<StoredEvent> Events, ActorNames Names, string? First, string? Next);
