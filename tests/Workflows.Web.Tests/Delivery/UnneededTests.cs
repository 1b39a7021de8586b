using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Tests.Mail;

namespace Workflows.Web.Tests.Delivery;

/// <summary>Mails that nobody needs any more by the time they are tried again: the ledger says what is known of the earlier attempts.</summary>
public sealed class UnneededTests
{
    private const string Coordinator = "maria@town.example.org";

    [Fact]
    public async Task GivenAMailThatWentOutUnrecorded_WhenItsTaskIsDone_ThenItIsLeftUnknownAndNotSentAgain()
    {
        using var office = new Office();
        await Extended(office);
        office.Dark = true;
        await office.Deliver();
        office.Restart();
        office.Dark = false;
        await Done(office);

        var entry = await Retried(office);

        Assert.True(entry.LeftUnknown);
        Assert.Equal((2, "[unknown] It may have gone out before. Nothing in it is owed any more."), (entry.Attempts, entry.Note));
        Assert.True(await office.Ledger.Retry(entry.Key, null, office.GetUtcNow()));
        Assert.Equal(entry with { Attempts = 3 }, await Retried(office) with { Body = entry.Body });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GivenAMailThatWasPutOff_WhenItsTaskIsDone_ThenItIsDroppedOnlyIfItSurelyWentToNobody(bool mayBeOut)
    {
        using var office = new Office();
        await Extended(office);
        office.Answers = _ => new MailResult.Unavailable("broken", mayBeOut);
        await office.Deliver();
        await Done(office);

        var entry = await Retried(office);

        Assert.Equal(mayBeOut ? EffectState.Unknown : EffectState.Dropped, entry.State);
        Assert.Equal(mayBeOut, entry.LeftUnknown);
    }

    [Fact]
    public async Task GivenATransportThatBreaks_WhenTheTaskIsDone_ThenTheMailIsLeftUnknown()
    {
        using var office = new Office();
        await Extended(office);
        office.Answers = _ => throw new InvalidOperationException("after the mail was handed over");
        await office.Deliver();
        await Done(office);

        Assert.True((await Retried(office)).LeftUnknown);
    }

    [Fact]
    public async Task GivenAMailThatReachedOneContact_WhenItsTaskIsDone_ThenItWasSentToThatOne()
    {
        using var office = new Office();
        await Extended(office);
        office.Answers = m => m.To.Address == Town.Elena.Email ? new MailResult.Accepted(m.MessageId) : new MailResult.Unavailable("451 later");
        await office.Deliver();
        var reached = office.Given.Single(m => m.To.Address == Town.Elena.Email);
        await Done(office);

        var entry = await Retried(office);

        Assert.Equal((EffectState.Sent, reached.MessageId), (entry.State, entry.Note));
    }

    [Fact]
    public async Task GivenADigestThatWentOutUnrecorded_WhenOneOfItsTasksIsDone_ThenTheRestGoesOutUnderTheSameMessageId_AndThatOneIsLeftUnknown()
    {
        using var office = new Office();
        await office.Opened();
        await office.At(Town.At(3, 20)).Command(new WorkflowCommand.Tick());
        office.Dark = true;
        await office.Deliver();
        var first = office.Given.Single(m => m.To.Address == Coordinator && m.Calendar is null);
        office.Restart();
        (office.Dark, office.Answers) = (false, mail => new MailResult.Accepted(mail.MessageId));
        office.Given.Clear();
        await office.Command(new WorkflowCommand.WaiveTask(Year.Task("note"), "Не е нужно"));

        await office.Deliver();

        Assert.Equal(first.MessageId, office.Given.Single(m => m.To.Address == Coordinator && m.Calendar is null).MessageId);
        var escalations = (await office.Entries())
            .Select(e => (Entry: e, Mail: EventFormat.ReadEffect(e.Body) as Effect.SendMail))
            .Where(e => e.Mail is { Kind: MailKind.Escalation })
            .ToDictionary(e => e.Mail!.Tasks.Single(), e => e.Entry);
        Assert.True(escalations[Year.Task("note")].LeftUnknown);
        Assert.Equal(EffectState.Sent, escalations[Year.Task("data")].State);
    }

    [Fact]
    public async Task GivenADeliveryThatWasStoppedBeforeItBegan_ThenWhoHasTheMailAlreadyIsNotForgotten()
    {
        using var office = new Office();
        await Extended(office);
        office.Answers = m => m.To.Address == Town.Elena.Email ? new MailResult.Accepted(m.MessageId) : new MailResult.Unavailable("451 later");
        await office.Deliver();
        office.At(office.GetUtcNow().AddMinutes(1));
        using var stopped = new CancellationTokenSource();
        office.Claimed = stopped.Cancel;
        await office.Dispatcher.DeliverDue(EffectDispatcher.AllKinds, 10, stopped.Token);
        office.Claimed = null;

        office.Answers = mail => new MailResult.Accepted(mail.MessageId);
        await office.Deliver();

        Assert.Single(office.Given, m => m.To.Address == Town.Elena.Email);
    }

    private static async Task Extended(Office office)
    {
        await office.Opened();
        await office.Command(new WorkflowCommand.Extend(Year.Task("data"), new(2018, 4, 2), "Още време"));
    }

    private static async Task Done(Office office) =>
        await office.Command(new WorkflowCommand.WaiveTask(Year.Task("data"), "Не е нужно"));

    /// <summary>Tried again when its time has come.</summary>
    /// <returns>What the ledger says of the mail about the later deadline.</returns>
    private static async Task<LedgerEntry> Retried(Office office)
    {
        var before = office.Given.Select(m => m.MessageId).ToHashSet();
        office.Given.Clear();
        office.Answers = mail => new MailResult.Accepted(mail.MessageId);
        await office.At(office.GetUtcNow().AddMinutes(1)).Deliver();
        Assert.DoesNotContain(office.Given, m => before.Contains(m.MessageId));
        return (await office.Entries()).Single(e => EventFormat.ReadEffect(e.Body) is Effect.SendMail { Kind: MailKind.DeadlineMoved });
    }
}
