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
        Assert.Equal(EffectState.Owed, (await Entry(office, change.Key)).State);
        await Dispatch(office, EffectKinds.OpenWorkflow);
        office.At(Town.Start.AddMinutes(2));
        await Dispatch(office, EffectKinds.ChangeContext);

        Assert.Equal(EffectState.Sent, (await Entry(office, change.Key)).State);
    }

    [Fact]
    public async Task GivenRemindersAndEscalationsOfOneDay_ThenEachRecipientHasOneMail()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 20)).Command(new WorkflowCommand.Tick());

        await office.Deliver();

        // The coordinator is told of all three that are overdue, and both of the directorate's are in its one mail to each contact.
        var mail = Assert.Single(office.Given, m => m.To.Address == "maria@town.example.org");
        Assert.Contains("3 задачи", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(office.Given.Count, office.Given.DistinctBy(m => m.To.Address).Count());
        Assert.All(await office.Entries(), e => Assert.Equal(EffectState.Sent, e.State));
    }

    [Fact]
    public async Task GivenAReminderOfTwoTasks_WhenOneIsAnswered_ThenTheMailIsAboutTheOther()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 16)).Command(new WorkflowCommand.Tick());
        await Submit(office, "note");
        Assert.Equal(2, (await office.Entries(EffectState.Owed)).Count(e => e.Group is not null));

        await Deliver(office);

        var reminder = Assert.Single(office.Given, m => m.To == new MailAddressee(Town.Elena.Name, Town.Elena.Email) && m.Calendar is null);
        Assert.Contains(Year.Task("data").Value, reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Year.Task("note").Value, reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invariant_3_A_finished_task_produces_no_reminder_and_no_escalation()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 20)).Command(new WorkflowCommand.Tick());
        foreach (var step in new[] { "data", "note", "planning" })
            await office.Command(new WorkflowCommand.WaiveTask(Year.Task(step), "Не е нужно"));

        await Deliver(office);

        Assert.DoesNotContain(office.Given, m => m.Calendar is null);
        Assert.All((await office.Entries()).Where(e => e.Group is not null), e => Assert.Equal(EffectState.Dropped, e.State));
        Assert.Equal(5, office.Given.Count(m => m.Calendar!.Method == "CANCEL"));
    }

    [Fact]
    public async Task GivenAPostOfficeThatIsDown_ThenMailIsTriedEverMoreSeldomAndGivenUpAfterTwelveAttempts()
    {
        using var office = new Office();
        await office.Opened();
        await office.Command(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan));
        foreach (var other in await office.Ledger.Claim([EffectKinds.SendMail], office.GetUtcNow(), 3))
            await office.Ledger.Settle([other.Key], new Core.Ports.Delivery.Sent());
        office.Answers = _ => new MailResult.Unavailable("421 busy");
        var waits = new List<double>();

        var entry = Assert.Single(await office.Entries(EffectState.Owed));
        while (entry.State is EffectState.Owed)
        {
            await office.At(entry.NotBefore).Deliver();
            entry = await Entry(office, entry.Key);
            waits.Add((entry.NotBefore - office.GetUtcNow()).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 0], waits);
        Assert.Equal((EffectState.Failed, "421 busy", 12), (entry.State, entry.Note, entry.Attempts));
        Assert.Single(office.Given.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task GivenOneContactThatWasReached_WhenTheMailIsTriedAgain_ThenOnlyTheOtherGetsIt()
    {
        using var office = new Office();
        await office.Opened();
        await office.Command(new WorkflowCommand.Extend(Year.Task("data"), new(2018, 4, 2), "Още време"));
        office.Answers = m => m.To.Address == Town.Elena.Email ? new MailResult.Accepted("1") : new MailResult.Unavailable("451 later");
        await office.Deliver();

        office.Answers = m => new MailResult.Accepted("2");
        await office.At(office.GetUtcNow().AddMinutes(1)).Deliver();

        Assert.Equal([Town.Elena.Email, Town.John.Email, Town.John.Email], office.Given.Select(m => m.To.Address));
        Assert.Equal(2, office.Given.Select(m => m.MessageId).Distinct().Count());
        Assert.All(await office.Entries(), e => Assert.Equal(EffectState.Sent, e.State));
    }

    [Fact]
    public async Task GivenARefusedContact_ThenTheMailFailsForItAlone_AndARetryByHandSkipsTheOther()
    {
        using var office = new Office();
        await office.Opened();
        await office.Command(new WorkflowCommand.Extend(Year.Task("data"), new(2018, 4, 2), "Още време"));
        office.Answers = m => m.To.Address == Town.John.Email ? new MailResult.Refused($"550 <{m.To.Address}> unknown") : new MailResult.Accepted("1");
        await office.Deliver();

        var failed = Assert.Single(await office.Entries(EffectState.Failed));
        Assert.EndsWith("550 <the recipient> unknown", failed.Note, StringComparison.Ordinal);
        office.Answers = _ => new MailResult.Accepted("2");
        Assert.True(await office.Ledger.Retry(failed.Key, null, office.GetUtcNow()));
        await office.Deliver();

        Assert.Equal([Town.Elena.Email, Town.John.Email, Town.John.Email], office.Given.Select(m => m.To.Address));
        Assert.Equal(EffectState.Sent, (await Entry(office, failed.Key)).State);
    }

    [Fact]
    public async Task GivenACrashBetweenSendingAndRecording_ThenTheSameMailGoesOutAgainUnderTheSameMessageId()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 20)).Command(new WorkflowCommand.Tick());
        office.Dark = true;
        Assert.Equal(0, await office.Deliver());
        var first = office.Given.ToList();
        office.Restart();
        Assert.NotEmpty(await office.Entries(EffectState.Unknown));

        office.Given.Clear();
        office.Dark = false;
        await office.Deliver();

        Assert.NotEmpty(first);
        Assert.Equal(first, office.Given);
        Assert.All(await office.Entries(), e => Assert.Equal(EffectState.Sent, e.State));
    }

    [Fact]
    public async Task GivenAGroupThatGrowsBetweenTwoAttempts_ThenTheRepeatedMailIsTheSame_AndTheNewcomerHasItsOwn()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 16)).Command(new WorkflowCommand.Tick());
        var reminder = (await office.Entries(EffectState.Owed)).Single(e => e.Group!.Contains("/directorate/", StringComparison.Ordinal));
        office.Answers = _ => new MailResult.Unavailable("451 later");
        await office.Deliver();
        var first = office.Given.Where(m => m.To.Address == Town.Elena.Email).ToList();
        office.Given.Clear();
        await office.Events.Commit(Given.Owing("other", new OwedEffect("other/1/0", reminder.Kind, reminder.Group, office.GetUtcNow(), reminder.Body))
            with
        { Municipality = reminder.Municipality });

        office.Answers = mail => new MailResult.Accepted(mail.MessageId);
        await office.At(office.GetUtcNow().AddMinutes(1)).Deliver();

        var second = office.Given.Where(m => m.To.Address == Town.Elena.Email).ToList();
        Assert.Equal(2, second.Count);
        Assert.Contains(Assert.Single(first), second);
        Assert.Equal(2, second.DistinctBy(m => m.MessageId).Count());
    }

    [Fact]
    public async Task GivenAPostOfficeThatBreaks_ThenTheOthersGetTheirMail_AndTheLogNamesTheKeyButNoAddress()
    {
        using var office = new Office();
        await office.Opened();
        await office.Command(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan));
        office.Answers = m => m.To.Address == Town.Elena.Email
            ? throw new InvalidOperationException($"cannot write to {m.To.Address}")
            : new MailResult.Accepted("1");

        Assert.Equal(4, await office.Deliver());

        var later = Assert.Single(await office.Entries(EffectState.Owed));
        Assert.EndsWith(nameof(InvalidOperationException), later.Note, StringComparison.Ordinal);
        Assert.Contains(office.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains(later.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(office.Log.Lines, l => l.Contains("@directorate", StringComparison.Ordinal));
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
    public async Task OutsideProduction_NobodyButTheAllowedGetsMail()
    {
        using var office = new Office("john@directorate.example.org", "other.example.org");
        await office.Opened();
        await office.Command(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan));

        await office.Deliver();

        Assert.Equal([Town.John.Email], office.Given.Select(m => m.To.Address));
        var dropped = (await office.Entries(EffectState.Dropped)).Where(e => e.Stream == StreamId.Of(Town.Cycle)).ToList();
        Assert.NotEmpty(dropped);
        Assert.All(dropped, e => Assert.Contains("Mail:AllowedRecipients", e.Note, StringComparison.Ordinal));
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

    private static async Task Submit(Office office, string step)
    {
        var workflow = WorkflowViews.WorkflowOf((await office.Workflows.Load(StreamId.Of(Town.Cycle))).State)!;
        var task = workflow.Tasks[Year.Task(step)];
        await office.Command(new WorkflowCommand.Submit(task.Id, ValidAnswers.For(workflow, task, new DateOnly(2018, 3, 16))));
    }

    /// <summary>The engine owes further mails while it delivers; two rounds reach them all.</summary>
    private static async Task Deliver(Office office)
    {
        await office.Deliver();
        await office.Deliver();
    }

    private static async Task<int> Dispatch(Office office, string kind) => await office.Dispatcher.DeliverDue([kind], 100);

    private static async Task<LedgerEntry> Entry(Office office, string key) => (await office.Entries()).Single(e => e.Key == key);
}
