using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Files;
using Workflows.Web.Keys;

namespace Workflows.Web.Pages.Strategies;

/// <summary>A strategy's years: each workflow from its opening to its end, with the days on which something was or is due.</summary>
/// <param name="From">The first day shown.</param>
/// <param name="To">The last one: cycles end in the year after theirs.</param>
public sealed record Timeline(DateOnly From, DateOnly To, DateOnly Today, IReadOnlyList<Lane> Lanes);

/// <param name="Id">Null for one that is still to be started.</param>
/// <param name="State">As lists name it; planned for one that is still to be started.</param>
/// <param name="To">Its end; of a running one, its last known due day.</param>
/// <param name="Past">Days on which finished things were due.</param>
/// <param name="Due">What is owed, a mark for each step.</param>
/// <param name="Steps">How many apply.</param>
public sealed record Lane(
    WorkflowId? Id, LocalText Title, int Year, string State, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> Past, IReadOnlyList<DueMark> Due, int Passed, int Steps);

/// <param name="Institutions">How many owe it.</param>
public sealed record DueMark(DateOnly On, LocalText Step, int Institutions);

/// <summary>Draws up the timeline from the states of a strategy's workflows, which are few.</summary>
internal sealed class TimelineReader(Reach reach, TemplateLibrary library)
{
    private const int MostLanes = 40;

    public async ValueTask<Timeline> Read(Caller caller, StrategyState.Registered found, DateOnly today, CancellationToken cancellation)
    {
        var period = found.Strategy.Period;
        var lanes = new List<Lane>();
        foreach (var id in found.Started.OrderBy(s => s.Value.Year).ThenBy(s => s.Value.On).Select(s => s.Key).Take(MostLanes))
        {
            if (await reach.Workflow(caller, id, cancellation) is { State: var state } && WorkflowViews.WorkflowOf(state) is { } w)
                lanes.Add(Started(state, w, today));
        }

        lanes.AddRange(StartChoice.Of(found, library, today, started: true)
            .Where(c => c is { Started: false, Opens: not null })
            .Select(c => new Lane(null, c.Title, c.Year, "planned", c.Opens!.Value, new(c.Opens.Value.Year, 12, 31), [], [], 0, 0)));
        return new(new(period.FirstYear, 1, 1), new(period.LastYear + 1, 12, 31), today, [.. lanes.OrderBy(l => l.Year).ThenBy(l => l.From)]);
    }

    private static Lane Started(WorkflowState state, Workflow w, DateOnly today)
    {
        var owed = w.Unfinished.Values.Where(t => t.IsOwed).GroupBy(t => (t.Step, t.Deadline.Due))
            .Select(g => new DueMark(g.Key.Due, w.Template.Find(g.Key.Step)?.Title ?? new(g.Key.Step.Value, g.Key.Step.Value), g.Count()))
            .OrderBy(m => m.On)
            .ToList();
        DateOnly end = state switch
        {
            WorkflowState.Completed s => s.On,
            WorkflowState.Rejected s => s.On,
            WorkflowState.Cancelled s => s.On,
            _ => owed.Select(m => m.On).Append(today).Max(),
        };
        return new(
            w.Id, w.Template.Title, w.Context.Year, WorkflowNames.Of(state), w.OpenedOn, end,
            [.. w.Tasks.Values.Where(t => t.IsFinished).Select(t => t.Deadline.Due).Distinct().Order()],
            owed,
            w.ApplyingSteps.Count(s => w.Steps[s.Id].Status is StepStatus.Passed),
            w.ApplyingSteps.Count());
    }
}
