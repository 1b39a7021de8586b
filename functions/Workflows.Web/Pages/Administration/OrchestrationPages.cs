using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Operations;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Administration;

/// <summary>The running of workflows: what is late or stuck, and the commands that a workflow as a whole takes.</summary>
internal static class OrchestrationPages
{
    private static readonly string[] States = ["running", "suspended", "completed", "rejected", "cancelled"];

    public static void MapOrchestrations(this IEndpointRouteBuilder admin)
    {
        var workflows = admin.MapGroup("/workflows");
        workflows.MapMethods("", Looking.Methods, List);
        workflows.MapMethods("/{id}", Looking.Methods, Show);
        workflows.MapPost("/{id}/wake", Wake);
        workflows.MapPost("/{id}/resume", Resume);
        workflows.MapMethods("/{id}/suspend", Looking.Methods, AskSuspend);
        workflows.MapPost("/{id}/suspend", Suspend);
        workflows.MapMethods("/{id}/cancel", Looking.Methods, AskCancel);
        workflows.MapPost("/{id}/cancel", Cancel);
    }

    private static async Task<IResult> List(
        string? state, string? q, string? after, IListing listing, WorkflowRunner runner, FailedWork failed, PageContext page, TimeProvider time, HttpContext http)
    {
        var (wanted, prefix) = (States.Contains(state) ? state : null, q?.Trim().ToLowerInvariant() ?? "");
        var query = new WorkflowQuery(page.Caller!.Municipality, null, null, wanted, after ?? Before(prefix), AdministrationPages.PageSize + 1);
        var found = (await listing.Workflows(query, http.RequestAborted)).TakeWhile(w => w.Id.Value.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var rows = new List<Orchestration>();
        foreach (var row in found.Take(AdministrationPages.PageSize))
            rows.Add(Of(row, (await runner.Load(StreamId.Of(row.Id), http.RequestAborted)).State, failed, time.GetUtcNow()));
        var form = new FormState(new Dictionary<string, string> { ["state"] = wanted ?? "", ["q"] = prefix });
        var address = $"/administration/workflows?state={wanted}&q={Uri.EscapeDataString(prefix)}";
        return PageResult.Of<OrchestrationsPage>(new OrchestrationsModel(
            rows, form, States, after is null ? null : address, found.Count > rows.Count ? $"{address}&after={rows[^1].Row.Id}" : null));
    }

    /// <summary>A list that begins with a prefix begins after what is sorted just before it; ids are written in letters, digits, '-', '.' and '~'.</summary>
    private static string? Before(string prefix) => prefix.Length == 0 ? null : $"{prefix[..^1]}{(char)(prefix[^1] - 1)}~~~~";

    private static async Task<IResult> Show(
        WorkflowId id, bool? woken, Reach reach, FailedWork failed, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Found(id, reach, page, http) is not { } found)
            return PageResult.NotFound;
        var workflow = WorkflowViews.WorkflowOf(found.State)!;
        var row = WorkflowViews.Listing(WorkflowState.Initial, found.State).Workflow!;
        return PageResult.Of<OrchestrationPage>(new OrchestrationModel(Of(row, found.State, failed, time.GetUtcNow()), workflow, found.Version, woken is true));
    }

    private static async Task<IResult> Wake(WorkflowId id, Reach reach, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http) =>
        await Found(id, reach, page, http) is null
            ? PageResult.NotFound
            : await Run(id, new WorkflowCommand.Tick(), runner, page, time, http) is null ? PageResult.See($"/administration/workflows/{id}?woken=true") : PageResult.NotFound;

    private static async Task<IResult> Resume(WorkflowId id, Reach reach, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Found(id, reach, page, http) is null)
            return PageResult.NotFound;
        await Run(id, new WorkflowCommand.Resume(), runner, page, time, http);
        return PageResult.See($"/administration/workflows/{id}");
    }

    private static async Task<IResult> AskSuspend(WorkflowId id, Reach reach, PageContext page, HttpContext http) =>
        await Found(id, reach, page, http) is null ? PageResult.NotFound : PageResult.Of<ReasonPage>(Question(id, "Suspend", page, new()));

    private static Task<IResult> Suspend(WorkflowId id, PostedForm form, Reach reach, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http) =>
        WithReason(id, form, "Suspend", reason => new WorkflowCommand.Suspend(reason), reach, runner, page, time, http);

    private static async Task<IResult> AskCancel(WorkflowId id, Reach reach, PageContext page, HttpContext http) =>
        await Found(id, reach, page, http) is null ? PageResult.NotFound : PageResult.Of<ReasonPage>(Question(id, "Cancel", page, new()));

    private static Task<IResult> Cancel(WorkflowId id, PostedForm form, Reach reach, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http) =>
        WithReason(id, form, "Cancel", reason => new WorkflowCommand.Cancel(reason), reach, runner, page, time, http);

    private static async Task<IResult> WithReason(
        WorkflowId id, PostedForm form, string what, Func<string, WorkflowCommand> command, Reach reach, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Found(id, reach, page, http) is null)
            return PageResult.NotFound;
        ReasonModel.Check(form.State, page);
        if (form.State.IsValid && await Run(id, command(form.State["reason"]), runner, page, time, http) is { } refusal)
            form.State.Wrong("", Texts.In<AdministrationText>(page.Language, refusal.Code == "workflow.ended" ? "Refused_Ended" : "Refused", refusal.Code));
        return form.State.IsValid ? PageResult.See($"/administration/workflows/{id}") : PageResult.Wrong<ReasonPage>(Question(id, what, page, form.State));
    }

    private static async ValueTask<Rejection?> Run(WorkflowId id, WorkflowCommand command, WorkflowRunner runner, PageContext page, TimeProvider time, HttpContext http) =>
        await runner.Run(StreamId.Of(id), command, page.Caller!.Actor, time.GetUtcNow(), cancellation: http.RequestAborted)
            is RunResult<WorkflowState, WorkflowEvent>.Refused refused ? refused.Rejection : null;

    private static ValueTask<Versioned<WorkflowState>?> Found(WorkflowId id, Reach reach, PageContext page, HttpContext http) =>
        reach.Workflow(page.Caller!, id, http.RequestAborted);

    private static ReasonModel Question(WorkflowId id, string what, PageContext page, FormState form) => new(
        Texts.In<AdministrationText>(page.Language, what, id),
        Texts.In<AdministrationText>(page.Language, $"{what}_Text"),
        Texts.In<AdministrationText>(page.Language, $"{what}_Button"),
        $"/administration/workflows/{id}/{what.ToLowerInvariant()}",
        $"/administration/workflows/{id}",
        form,
        Danger: what == "Cancel");

    private static Orchestration Of(WorkflowRow row, WorkflowState state, FailedWork failed, DateTimeOffset now) => new(
        row,
        CivilTime.DateOf(now).DayNumber - row.OpenedOn.DayNumber,
        WorkflowDecider.NextWakeUp(state),
        WorkflowDecider.NextWakeUp(state) is { } next && next < now ? now - next : null,
        Standstill.Of(state),
        failed.LatestIn(StreamId.Of(row.Id)));
}

/// <param name="Days">Since it was opened.</param>
/// <param name="NextWakeUp">When time next changes something in it, in UTC; null when nothing is due without somebody acting.</param>
/// <param name="Lag">How long that has been due; null when it is not.</param>
/// <param name="Error">The last thing that went wrong in it since the program started.</param>
public sealed record Orchestration(WorkflowRow Row, int Days, DateTimeOffset? NextWakeUp, TimeSpan? Lag, Standstill? Standstill, FailedPiece? Error);

/// <param name="Filter">With the fields <c>state</c> and <c>q</c>.</param>
public sealed record OrchestrationsModel(IReadOnlyList<Orchestration> Rows, FormState Filter, IReadOnlyList<string> States, string? First, string? Next);

/// <param name="Version">The number of its last event.</param>
/// <param name="Woken">Whether it has just been woken.</param>
public sealed record OrchestrationModel(Orchestration Now, Workflow Workflow, long Version, bool Woken);
