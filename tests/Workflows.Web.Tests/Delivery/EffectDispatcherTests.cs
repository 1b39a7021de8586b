using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Tests.Mail;

namespace Workflows.Web.Tests.Delivery;

public sealed class EffectDispatcherTests
{
    [Fact]
    public async Task GivenAStartedWorkflow_WhenItIsDelivered_ThenItIsOpenAndItsOwnersAreTold()
    {
        using var office = new Office();
        await office.Started();

        Assert.Equal(1, await office.Deliver());
        Assert.Equal(3, await office.Deliver());
        Assert.Equal(0, await office.Deliver());

        Assert.All(await office.Entries(), e => Assert.Equal(EffectState.Sent, e.State));
        Assert.Equal(
            ["ana@town.example.org", "elena@directorate.example.org", "elena@directorate.example.org", "john@directorate.example.org", "john@directorate.example.org"],
            office.Given.Select(m => m.To.Address).Order());
    }

    [Fact]
    public async Task GivenAReceiptThatGoesOutAfterTheNextAnswer_ThenItIsOfTheAnswerItWasOwedFor()
    {
        using var office = new Office();
        await office.Opened();
        var id = Year.Task("data");
        await Submit("Първи опит");
        await office.Command(new WorkflowCommand.Return(id, "Още"));
        office.At(office.GetUtcNow().AddMinutes(5));
        await Submit("Втори опит");

        await office.Deliver();

        var receipts = Enumerable.Range(1, 2).Select(number => office.Given.Count(m => m.Text.Contains($"{Town.Cycle}/{id}/{number}", StringComparison.Ordinal)));
        Assert.All(receipts, mails => Assert.True(mails > 0));
        Assert.Single(receipts.Distinct());

        async Task Submit(string note)
        {
            var workflow = WorkflowViews.WorkflowOf((await office.Workflows.Load(StreamId.Of(Town.Cycle))).State)!;
            await office.Command(new WorkflowCommand.Submit(id, ValidAnswers.For(workflow, workflow.Tasks[id], new Answer.Done(note))));
        }
    }

    [Fact]
    public async Task GivenAnAmendedStrategy_ThenRunningWorkflowsLearnOfIt()
    {
        using var office = new Office();
        await office.Opened();
        var renamed = Town.Strategy with { Municipality = Town.Strategy.Municipality with { Name = new("Ново име", "New name") } };
        await office.Strategies.Run(
            StreamId.Of(Town.StrategyId), new StrategyCommand.Amend(renamed, "Решение", "№ 1"), Town.Coordinator, office.GetUtcNow());

        Assert.Equal(1, await office.Deliver());

        var (state, _) = await office.Workflows.Load(StreamId.Of(Town.Cycle));
        Assert.Equal("New name", WorkflowViews.WorkflowOf(state)!.Context.MunicipalityName.En);
    }

    [Fact]
    public async Task GivenAStrategyWithoutARoleThatTheTemplateNeeds_ThenOpeningFailsWithTheReason()
    {
        using var office = new Office();
        await office.Started(Town.Strategy with { Institutions = [.. Town.Strategy.Institutions.Where(i => i.Id != Town.Council)] });

        await office.Deliver();

        var entry = Assert.Single(await office.Entries(EffectState.Failed));
        Assert.StartsWith("strategy.role-missing: ", entry.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAnAmendmentThatOvertookTheOpening_ThenItWaits()
    {
        using var office = new Office();
        await office.Started();
        await office.Strategies.Run(
            StreamId.Of(Town.StrategyId), new StrategyCommand.Amend(Town.Strategy with { Title = new("Нова", "New") }, "Решение", null), Town.Coordinator, office.GetUtcNow());
        var change = Assert.Single(await office.Ledger.Claim([EffectKinds.ChangeContext], office.GetUtcNow(), 1));
        await office.Ledger.Settle([change.Key], new Core.Ports.Delivery.Later(office.GetUtcNow(), ""));

        Assert.Equal(1, await Dispatch(office, EffectKinds.ChangeContext));
        Assert.Equal(EffectState.Owed, (await office.Entry(change.Key)).State);
        await Dispatch(office, EffectKinds.OpenWorkflow);
        office.At(Town.Start.AddMinutes(2));
        await Dispatch(office, EffectKinds.ChangeContext);

        Assert.Equal(EffectState.Sent, (await office.Entry(change.Key)).State);
    }

    [Fact]
    public async Task GivenAnEffectThatCannotBeRead_ThenItIsTriedLaterAndTheRestIsDelivered()
    {
        using var office = new Office();
        await office.Opened();
        await office.Events.Commit(Given.Owing("broken", Given.Effect("broken/1/0", notBefore: Town.Start)));
        await office.Command(new WorkflowCommand.Extend(Year.Task("data"), new(2018, 4, 2), "Още време"));

        Assert.Equal(2, await office.Deliver());

        Assert.Equal(1, Assert.Single(await office.Entries(EffectState.Owed)).Attempts);
        Assert.Equal(2, office.Given.Count);
    }

    [Fact]
    public async Task GivenAStop_ThenWhatHasNotBegunIsGivenBack()
    {
        using var office = new Office();
        await office.Opened();
        await office.Command(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan));
        using var stop = new CancellationTokenSource();
        office.Answers = mail =>
        {
            stop.Cancel();
            return new MailResult.Accepted("1");
        };

        await office.Dispatcher.DeliverDue(EffectDispatcher.AllKinds, 100, stop.Token);

        Assert.Single(office.Given.DistinctBy(m => m.Subject + m.To));
        Assert.Equal(3, (await office.Entries(EffectState.Owed)).Count);
        Assert.Empty(await office.Entries(EffectState.Sending));
    }

    private static async Task<int> Dispatch(Office office, string kind) => await office.Dispatcher.DeliverDue([kind], 100);
}
