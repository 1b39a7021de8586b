using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Operations;

namespace Workflows.Web.Pages.Administration;

/// <summary>What opens the workflows: each strategy waits for the next day on which one of them is to begin.</summary>
internal static class StrategyRunPages
{
    public static void MapStrategyRuns(this IEndpointRouteBuilder admin)
    {
        var strategies = admin.MapGroup("/strategies");
        strategies.MapMethods("", Looking.Methods, List);
        strategies.MapPost("/{id}/wake", Wake);
    }

    private static async Task<IResult> List(
        string? after, IListing listing, StrategyRunner runner, FailedWork failed, PageContext page, TimeProvider time, HttpContext http)
    {
        var found = await listing.Strategies(new(page.Caller!.Municipality, after, AdministrationPages.PageSize + 1), http.RequestAborted);
        var rows = new List<StrategyRun>();
        foreach (var row in found.Take(AdministrationPages.PageSize))
        {
            var stream = StreamId.Of(row.Id);
            var next = StrategyDecider.NextWakeUp((await runner.Load(stream, http.RequestAborted)).State);
            rows.Add(new(row, next, next is { } at && at < time.GetUtcNow() ? time.GetUtcNow() - at : null, failed.LatestIn(stream)));
        }

        const string Address = "/administration/strategies";
        return PageResult.Of<StrategyRunsPage>(new StrategyRunsModel(
            rows, after is null ? null : Address, found.Count > rows.Count ? $"{Address}?after={rows[^1].Row.Id}" : null));
    }

    private static async Task<IResult> Wake(StrategyId id, Reach reach, StrategyRunner runner, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await reach.Strategy(page.Caller!, id, http.RequestAborted) is null)
            return PageResult.NotFound;
        await runner.Run(StreamId.Of(id), new StrategyCommand.Tick(), page.Caller!.Actor, time.GetUtcNow(), cancellation: http.RequestAborted);
        return PageResult.See("/administration/strategies");
    }
}

/// <param name="NextWakeUp">When it next opens something, in UTC; null when nothing is left to open.</param>
/// <param name="Lag">How long that has been due; null when it is not.</param>
/// <param name="Error">The last thing that went wrong in it since the program started.</param>
public sealed record StrategyRun(StrategyRow Row, DateTimeOffset? NextWakeUp, TimeSpan? Lag, FailedPiece? Error);

public sealed record StrategyRunsModel(IReadOnlyList<StrategyRun> Rows, string? First, string? Next);
