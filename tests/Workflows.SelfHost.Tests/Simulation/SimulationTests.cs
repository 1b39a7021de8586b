using System.Text;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Tests.Simulation;

public sealed class SimulationTests(Sevlievo sevlievo, Balchik balchik) : IClassFixture<Sevlievo>, IClassFixture<Balchik>
{
    private IEnumerable<PlayedStrategy> Both => [sevlievo.Played, balchik.Played];

    [Fact]
    public void Every_cycle_ends_complete_and_no_workflow_is_stuck() => Assert.All(Both, played =>
    {
        Assert.Equal([1, 1, 1, 1, 1], played.Result.Years.Select(y => y.Cycles));
        Assert.Empty(played.Result.Stuck);
    });

    [Fact]
    public void At_least_two_meetings_are_held_in_every_cycle() => Assert.All(Both, played =>
        Assert.All(Cycles(played), cycle => Assert.True(Held(cycle) >= 2, $"{cycle.Id}")));

    [Fact]
    public void The_council_approves_a_report_each_year() => Assert.All(Both, played =>
        Assert.Equal([1, 1, 1, 1, 1], played.Result.Years.Select(y => y.ReportsApproved)));

    [Fact]
    public void Sevlievo_is_evaluated_once_from_outside_and_in_the_last_year() =>
        Assert.Equal([0, 0, 0, 0, 1], sevlievo.Played.Result.Years.Select(y => y.FinalEvaluations));

    [Fact]
    public void Balchik_reports_to_the_region_every_year() => Assert.Equal(
        5,
        balchik.Played.Events.Count(e => e.Name == "workflow-completed" && e.Stream.Value.Contains(".regional-report.", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_mandatory_is_skipped() => Assert.All(Both, played =>
    {
        Assert.Equal(0, played.Result.Total.Waived);
        Assert.All(Cycles(played), cycle => Assert.All(
            cycle.ApplyingSteps.Where(s => s.Mandatory),
            step => Assert.IsNotType<Passing.Waived>(Assert.IsType<StepStatus.Passed>(cycle.Steps[step.Id].Status).How)));
    });

    [Fact]
    public void People_are_late_silent_and_corrected_now_and_then()
    {
        var names = sevlievo.Played.Events.Select(e => e.Name).Concat(balchik.Played.Events.Select(e => e.Name)).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "answer-returned", "task-escalated", "task-lapsed", "task-extended", "steps-reopened", "meeting-scheduled", "recommendation-settled" },
            names);
        Assert.InRange(sevlievo.Played.Result.Total.Overdue, 1, sevlievo.Played.Result.Total.Tasks / 2);
    }

    [Fact]
    public async Task What_was_played_can_be_verified()
    {
        foreach (var played in Both)
            Assert.Null(await played.FirstFault());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_events_to_the_byte()
    {
        using var again = await PlayedStrategy.Play("sevlievo-2016-2020");
        using var other = await PlayedStrategy.Play("sevlievo-2016-2020", seed: 2);

        Assert.Equal(sevlievo.Played.Events.Select(Line), again.Events.Select(Line));
        Assert.Equal(sevlievo.Played.Result.StreamsHash, again.Result.StreamsHash);
        Assert.NotEqual(again.Result.StreamsHash, other.Result.StreamsHash);
    }

    [Fact]
    public async Task Municipalities_that_run_at_once_do_not_touch_each_other()
    {
        using var one = await PlayedStrategy.Play("balchik-2011-2015", copies: 3);
        using var two = await PlayedStrategy.Play("balchik-2011-2015", copies: 3);

        Assert.Equal(one.Result.StreamsHash, two.Result.StreamsHash);
        Assert.Equal(15, one.Result.Total.Cycles);
        Assert.Equal(["balchik-001", "balchik-002", "balchik-003"], one.Events.Select(e => e.Stream.Value[..11]).Distinct());
    }

    private static int Held(Workflow cycle) =>
        cycle.Tasks.Values.Count(t => cycle.StepOf(t)?.Kind is StepKind.Meeting && t.Status is Core.Engine.TaskStatus.Accepted);

    private static IEnumerable<Workflow> Cycles(PlayedStrategy played) =>
        played.Workflows.Where(w => w.Key.Value.Contains(".cycle.", StringComparison.Ordinal)).Select(w => w.Value);

    private static string Line(StoredEvent e) =>
        $"{e.Stream} {e.Version} {e.Name} {e.At:O} {e.Actor} {Encoding.UTF8.GetString(e.Body.Span)} {Convert.ToHexString(e.Hash.Span)}";
}
