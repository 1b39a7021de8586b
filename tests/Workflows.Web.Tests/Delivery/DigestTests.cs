using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Tests.Mail;

namespace Workflows.Web.Tests.Delivery;

/// <summary>One mail for a recipient and day, about what is still owed when it is sent.</summary>
public sealed class DigestTests
{
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
}
