using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Pages.Board;

/// <summary>Where a coordinator begins: what is late and whose it is. Who sees several municipalities begins with a list of them.</summary>
internal static class BoardPages
{
    private const int PageSize = 50;

    public static void MapBoard(this IEndpointRouteBuilder pages)
    {
        var board = pages.MapGroup("/home").RequireAuthorization(PagePolicies.Coordinates);
        board.MapMethods("", Looking.Methods, Home);
        board.MapMethods("/tasks", Looking.Methods, Tasks);
    }

    private static async Task<IResult> Home(
        MunicipalityId? municipality, bool? all, string? after, BoardReader reader, PageContext page, HttpContext http)
    {
        var caller = page.Caller!;
        if ((municipality ?? caller.Municipality) is not { } one)
            return PageResult.Of<OverviewPage>(await reader.Overview(page.Clock.Today, all is true, after, PageSize, http.RequestAborted));
        return caller.Sees(one)
            ? PageResult.Of<BoardPage>(await reader.Read(caller, one, page.Clock.Today, http.RequestAborted))
            : PageResult.NotFound;
    }

    private static async Task<IResult> Tasks(
        string? show, MunicipalityId? municipality, InstitutionId? institution, string? after, IListing listing, BoardReader reader, PageContext page, HttpContext http)
    {
        var caller = page.Caller!;
        if ((municipality ?? caller.Municipality) is not { } one || !caller.Sees(one) || Query(show, page.Clock.Today) is not { } asked
            || (after is not null && after.Split('/') is not [_, _]))
            return PageResult.NotFound;
        var rows = await listing.Tasks(asked with { Municipality = one, Institution = institution, After = after, Limit = PageSize + 1 }, http.RequestAborted);
        var shown = rows.Take(PageSize).ToList();
        var names = await reader.Names(caller, shown, http.RequestAborted);
        var self = QueryString.Create(new Dictionary<string, string?>
        {
            ["show"] = show,
            ["municipality"] = caller.Municipality is null ? one.Value : null,
            ["institution"] = institution?.Value,
        }.Where(p => p.Value is not null));
        return PageResult.Of<TasksPage>(new TasksModel(
            show!,
            shown,
            names,
            caller.Municipality is null ? one : null,
            after is null ? null : $"/home/tasks{self}",
            rows.Count > PageSize ? $"/home/tasks{self.Add("after", $"{shown[^1].Workflow}/{shown[^1].Id}")}" : null));
    }

    private static TaskQuery? Query(string? show, DateOnly today)
    {
        var all = new TaskQuery(null, null, null, null, null, null, null, 0);
        return show switch
        {
            "late" => all with { LateOn = today },
            "open" => all with { Open = true },
            "waiting" => all with { State = "submitted" },
            _ => null,
        };
    }
}

/// <param name="Show">late, open or waiting.</param>
/// <param name="Municipality">For who sees several.</param>
public sealed record TasksModel(
    string Show, IReadOnlyList<TaskRow> Tasks, InstitutionNames Names, MunicipalityId? Municipality, string? First, string? Next);
