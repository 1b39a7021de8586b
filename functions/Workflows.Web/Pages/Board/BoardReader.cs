using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Keys;

namespace Workflows.Web.Pages.Board;

/// <summary>Gathers a board from the lists, and from the states of the few workflows that a municipality has running.</summary>
internal sealed class BoardReader(IListing listing, Reach reach)
{
    /// <summary>More open tasks than a municipality ever has; the board says so if it does.</summary>
    private const int MostTasks = 500;

    private const int MostWorkflows = 20;
    private const int SoonDays = 7;

    public async ValueTask<BoardModel> Read(Caller caller, MunicipalityId municipality, DateOnly today, CancellationToken cancellation)
    {
        var open = await listing.Tasks(new(municipality, null, null, null, true, null, null, MostTasks), cancellation);
        var waiting = await listing.Tasks(new(municipality, null, null, "submitted", null, null, null, MostTasks), cancellation);
        var workflows = new List<BoardWorkflow>();
        foreach (var state in (string[])["running", "suspended"])
        {
            foreach (var row in await listing.Workflows(new(municipality, null, null, state, null, MostWorkflows), cancellation))
            {
                if (await reach.Workflow(caller, row.Id, cancellation) is { State: var found } && WorkflowViews.WorkflowOf(found) is { } w)
                    workflows.Add(new(row, w));
            }
        }

        var late = open.Where(t => t.Due < today).OrderBy(t => t.Due).ToList();
        return new(
            municipality,
            caller.Municipality is null,
            late,
            [.. open.Where(t => t.Due >= today && t.Due <= today.AddDays(SoonDays)).OrderBy(t => t.Due)],
            [.. waiting.OrderBy(t => t.Due)],
            [.. open.Concat(waiting)
                .GroupBy(t => (Strategy: t.Workflow.Strategy(), t.Institution))
                .Select(g => new InstitutionCount(g.Key.Strategy, g.Key.Institution, g.Count(t => t.Open && t.Due < today), g.Count(t => t.Open), g.Count(t => !t.Open)))
                .OrderByDescending(c => c.Late).ThenByDescending(c => c.Open).ThenBy(c => c.Institution)],
            workflows,
            await Names(caller, open.Concat(waiting), cancellation),
            today);
    }

    /// <summary>Running workflows of every municipality, or only those with something late.</summary>
    public async ValueTask<OverviewModel> Overview(DateOnly today, bool all, string? after, int size, CancellationToken cancellation)
    {
        var rows = await listing.Workflows(new(null, null, null, "running", after, size + 1, all ? null : today), cancellation);
        var shown = rows.Take(size).ToList();
        var caller = new Caller("", ActorKind.Administrator, null, null);
        var names = new Dictionary<StrategyId, LocalText>();
        foreach (var id in shown.Select(r => r.Strategy).Distinct())
        {
            if (await reach.Strategy(caller, id, cancellation) is { } strategy)
                names[id] = strategy.Municipality.Name;
        }

        var self = all ? "/home?all=true" : "/home";
        return new(
            shown, names, all, today, after is null ? null : self,
            rows.Count > size ? $"{self}{(all ? '&' : '?')}after={shown[^1].Id}" : null);
    }

    /// <summary>What the institutions of these tasks are called.</summary>
    public async ValueTask<InstitutionNames> Names(Caller caller, IEnumerable<TaskRow> tasks, CancellationToken cancellation)
    {
        var strategies = new Dictionary<StrategyId, Strategy>();
        foreach (var id in tasks.Select(t => t.Workflow.Strategy()).Distinct())
        {
            if (await reach.Strategy(caller, id, cancellation) is { } strategy)
                strategies[id] = strategy;
        }

        return new(strategies);
    }
}

/// <summary>A list's rows name institutions by their ids within a strategy.</summary>
public sealed record InstitutionNames(IReadOnlyDictionary<StrategyId, Strategy> Strategies)
{
    public LocalText Of(StrategyId strategy, InstitutionId institution) =>
        Strategies.GetValueOrDefault(strategy)?.Find(institution)?.Name ?? new(institution.Value, institution.Value);

    public LocalText Of(TaskRow task) => Of(task.Workflow.Strategy(), task.Institution);
}

internal static class WorkflowIdParts
{
    /// <summary>A workflow's id begins with its strategy's.</summary>
    public static StrategyId Strategy(this WorkflowId id) => new(id.Value.Split('.')[0]);
}

/// <param name="OfSeveral">Whether the reader sees other municipalities too.</param>
/// <param name="Late">Longest first.</param>
/// <param name="Waiting">Answers to accept or return.</param>
public sealed record BoardModel(
    MunicipalityId Municipality,
    bool OfSeveral,
    IReadOnlyList<TaskRow> Late,
    IReadOnlyList<TaskRow> Soon,
    IReadOnlyList<TaskRow> Waiting,
    IReadOnlyList<InstitutionCount> Institutions,
    IReadOnlyList<BoardWorkflow> Workflows,
    InstitutionNames Names,
    DateOnly Today);

/// <param name="Open">Owed, late ones included.</param>
/// <param name="Waiting">Answered and not yet accepted.</param>
public sealed record InstitutionCount(StrategyId Strategy, InstitutionId Institution, int Late, int Open, int Waiting);

public sealed record BoardWorkflow(WorkflowRow Row, Workflow Workflow);

/// <param name="Names">Of the municipalities, by strategy.</param>
/// <param name="All">Whether those without anything late are shown too.</param>
public sealed record OverviewModel(
    IReadOnlyList<WorkflowRow> Workflows, IReadOnlyDictionary<StrategyId, LocalText> Names, bool All, DateOnly Today, string? First, string? Next);
