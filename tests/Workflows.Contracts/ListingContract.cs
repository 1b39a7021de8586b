using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every listing does.</summary>
public abstract class ListingContract : StoreContract
{
    private static readonly TaskQuery AllTasks = new(null, null, null, null, null, null, null, 100);
    private static readonly WorkflowQuery AllWorkflows = new(null, null, null, null, null, 100);

    private IListing Listing => Store.Listing;

    [Fact]
    public async Task Rows_are_read_back_as_they_were_written()
    {
        var strategy = Given.Strategy("s", Given.Sevlievo);
        var workflow = Given.Workflow("w", Given.Sevlievo, "s");
        var task = Given.Task("w", "report.mayor~2", Given.Sevlievo);
        await Save("w", strategy, workflow, task);

        Assert.Equal(strategy, Assert.Single(await Listing.Strategies(new StrategyQuery(null, null, 10))));
        Assert.Equal(workflow, Assert.Single(await Listing.Workflows(AllWorkflows)));
        Assert.Equal(task, Assert.Single(await Listing.Tasks(AllTasks)));
    }

    [Fact]
    public async Task A_later_row_takes_the_place_of_the_earlier_one()
    {
        var task = Given.Task("w", "t", Given.Sevlievo);
        await Save("w", Given.Strategy("s", Given.Sevlievo), Given.Workflow("w", Given.Sevlievo, "s"), task, Given.Task("w", "u", Given.Sevlievo));
        var strategy = Given.Strategy("s", Given.Sevlievo) with { Title = new LocalText("Нова", "New"), LastYear = 2021, Version = 2 };
        var workflow = Given.Workflow("w", Given.Sevlievo, "s", state: "completed") with { TemplateVersion = 4, OpenTasks = 0, NextDue = null };
        var accepted = task with { State = "accepted", Open = false, Due = new DateOnly(2018, 5, 1), Closed = new DateOnly(2018, 5, 2) };

        await Store.Events.Commit(Given.Commit("w", 1, Given.Event("{}")) with { Listing = new ListingChange(strategy, workflow, [accepted]) });

        Assert.Equal([strategy], await Listing.Strategies(new StrategyQuery(null, null, 10)));
        Assert.Equal([workflow], await Listing.Workflows(AllWorkflows));
        Assert.Equal([accepted, Given.Task("w", "u", Given.Sevlievo)], await Listing.Tasks(AllTasks));
        Assert.Equal(["w/u"], await Tasks(AllTasks with { Open = true }));
    }

    [Fact]
    public async Task A_commit_that_changes_no_row_leaves_all_as_they_are()
    {
        await Save("w", Given.Strategy("s", Given.Sevlievo), Given.Workflow("w", Given.Sevlievo, "s"), Given.Task("w", "t", Given.Sevlievo));

        await Store.Events.Commit(Given.Commit("w", 1, Given.Event("{}")));

        Assert.Single(await Listing.Strategies(new StrategyQuery(null, null, 10)));
        Assert.Single(await Listing.Workflows(AllWorkflows));
        Assert.Single(await Listing.Tasks(AllTasks));
    }

    [Fact]
    public async Task Strategies_are_listed_by_id_and_municipality()
    {
        await Save("1", Given.Strategy("b", Given.Sevlievo), null);
        await Save("2", Given.Strategy("a", Given.Balchik), null);
        await Save("3", Given.Strategy("c", Given.Sevlievo), null);

        Assert.Equal(["a", "b", "c"], await Strategies(new StrategyQuery(null, null, 10)));
        Assert.Equal(["a", "b"], await Strategies(new StrategyQuery(null, null, 2)));
        Assert.Equal(["c"], await Strategies(new StrategyQuery(null, "b", 2)));
        Assert.Equal(["b", "c"], await Strategies(new StrategyQuery(Given.Sevlievo, null, 10)));
        Assert.Equal(["c"], await Strategies(new StrategyQuery(Given.Sevlievo, "b", 10)));
    }

    [Fact]
    public async Task Filters_of_workflows_add_up()
    {
        await Save("w1", null, Given.Workflow("w1", Given.Sevlievo, "s", 2017, "completed"));
        await Save("w2", null, Given.Workflow("w2", Given.Sevlievo, "s", 2018));
        await Save("w3", null, Given.Workflow("w3", Given.Sevlievo, "z", 2018));
        await Save("w4", null, Given.Workflow("w4", Given.Balchik, "y", 2018));

        Assert.Equal(["w1", "w2", "w3"], await Workflows(AllWorkflows with { Municipality = Given.Sevlievo }));
        Assert.Equal(["w1", "w2"], await Workflows(AllWorkflows with { Strategy = new StrategyId("s") }));
        Assert.Equal(["w2", "w3", "w4"], await Workflows(AllWorkflows with { Year = 2018 }));
        Assert.Equal(["w1"], await Workflows(AllWorkflows with { State = "completed" }));
        Assert.Equal(["w2"], await Workflows(AllWorkflows with { Strategy = new StrategyId("s"), Year = 2018, State = "running" }));
        Assert.Equal(["w3", "w4"], await Workflows(AllWorkflows with { Year = 2018, After = "w2" }));
        Assert.Empty(await Workflows(AllWorkflows with { Municipality = Given.Balchik, Strategy = new StrategyId("s") }));
    }

    [Fact]
    public async Task Workflows_are_late_when_their_next_due_day_has_gone_by()
    {
        var march = new DateOnly(2018, 3, 30);
        await Save("w1", null, Given.Workflow("w1", Given.Sevlievo, "s") with { NextDue = march });
        await Save("w2", null, Given.Workflow("w2", Given.Sevlievo, "s") with { NextDue = march.AddDays(1) });
        await Save("w3", null, Given.Workflow("w3", Given.Sevlievo, "s") with { NextDue = null });
        await Save("w4", null, Given.Workflow("w4", Given.Balchik, "y") with { NextDue = march });

        Assert.Equal(["w1", "w4"], await Workflows(AllWorkflows with { LateOn = march.AddDays(1) }));
        Assert.Equal(["w1"], await Workflows(AllWorkflows with { LateOn = march.AddDays(1), Municipality = Given.Sevlievo }));
        Assert.Equal(["w4"], await Workflows(AllWorkflows with { LateOn = march.AddDays(1), After = "w1" }));
        Assert.Empty(await Workflows(AllWorkflows with { LateOn = march }));
    }

    [Fact]
    public async Task Filters_of_tasks_add_up()
    {
        var march = new DateOnly(2018, 3, 30);
        await Save(
            "w1",
            null,
            Given.Workflow("w1", Given.Sevlievo, "s"),
            Given.Task("w1", "a", Given.Sevlievo, due: march),
            Given.Task("w1", "b", Given.Sevlievo, "education", due: march.AddDays(1)),
            Given.Task("w1", "c", Given.Sevlievo, open: false, due: march.AddDays(-1)));
        await Save("w2", null, Given.Workflow("w2", Given.Sevlievo, "s"), Given.Task("w2", "a", Given.Sevlievo, due: march.AddDays(1)));
        await Save("w3", null, Given.Workflow("w3", Given.Balchik, "y"), Given.Task("w3", "a", Given.Balchik, due: march));

        Assert.Equal(["w1/a", "w1/b", "w1/c", "w2/a", "w3/a"], await Tasks(AllTasks));
        Assert.Equal(["w1/a", "w1/b", "w1/c", "w2/a"], await Tasks(AllTasks with { Municipality = Given.Sevlievo }));
        Assert.Equal(["w1/a", "w1/b", "w1/c"], await Tasks(AllTasks with { Workflow = new WorkflowId("w1") }));
        Assert.Equal(["w1/a", "w1/c", "w2/a"], await Tasks(AllTasks with { Municipality = Given.Sevlievo, Institution = new InstitutionId("mayor") }));
        Assert.Equal(["w1/a", "w1/c", "w2/a", "w3/a"], await Tasks(AllTasks with { Institution = new InstitutionId("mayor") }));
        Assert.Equal(["w1/c"], await Tasks(AllTasks with { State = "accepted" }));
        Assert.Equal(["w1/a", "w1/b", "w2/a"], await Tasks(AllTasks with { Municipality = Given.Sevlievo, Open = true }));
        Assert.Equal(["w1/c"], await Tasks(AllTasks with { Open = false }));
        Assert.Equal(["w1/a", "w3/a"], await Tasks(AllTasks with { LateOn = march.AddDays(1) }));
        Assert.Equal(["w3/a"], await Tasks(AllTasks with { Municipality = Given.Balchik, LateOn = march.AddDays(1) }));
        Assert.Empty(await Tasks(AllTasks with { LateOn = march }));
        Assert.Empty(await Tasks(AllTasks with { Open = false, LateOn = march.AddDays(9) }));
        Assert.Empty(await Tasks(AllTasks with { Municipality = Given.Balchik, Workflow = new WorkflowId("w1") }));
    }

    [Fact]
    public async Task Pages_of_tasks_follow_one_another_without_gap_or_overlap()
    {
        string[] workflows = ["w", "w-1", "w.1", "w1", "w~1"];
        foreach (var workflow in workflows)
        {
            await Save(
                workflow,
                null,
                Given.Workflow(workflow, Given.Sevlievo, "s"),
                [.. Enumerable.Range(0, 7).Select(i => Given.Task(workflow, $"t{i}", Given.Sevlievo, open: i % 2 == 0))]);
        }

        foreach (var query in new[] { AllTasks, AllTasks with { Municipality = Given.Sevlievo }, AllTasks with { Open = true }, AllTasks with { Institution = new InstitutionId("mayor") } })
        {
            var expected = await Tasks(query);
            var paged = new List<string>();
            while (await Tasks(query with { Limit = 3, After = paged.LastOrDefault() }) is [_, ..] page)
                paged.AddRange(page);
            Assert.Equal(expected, paged);
        }

        Assert.Equal(workflows.SelectMany(w => Enumerable.Range(0, 7).Select(i => $"{w}/t{i}")), await Tasks(AllTasks));
    }

    private async Task Save(string stream, StrategyRow? strategy, WorkflowRow? workflow, params TaskRow[] tasks) =>
        await Store.Events.Commit(
            Given.Listed(stream, new ListingChange(strategy, workflow, tasks)) with { Municipality = (workflow?.Municipality ?? strategy?.Municipality)!.Value });

    private async Task<List<string>> Strategies(StrategyQuery query) => [.. (await Listing.Strategies(query)).Select(s => s.Id.Value)];

    private async Task<List<string>> Workflows(WorkflowQuery query) => [.. (await Listing.Workflows(query)).Select(w => w.Id.Value)];

    private async Task<List<string>> Tasks(TaskQuery query) => [.. (await Listing.Tasks(query)).Select(t => $"{t.Workflow}/{t.Id}")];
}
