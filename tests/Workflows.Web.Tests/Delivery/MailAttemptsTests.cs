using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Tests.Mail;

namespace Workflows.Web.Tests.Delivery;

/// <summary>Mails that cannot be sent, or not to everybody, or of which nobody knows.</summary>
public sealed class MailAttemptsTests
{
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
            entry = await office.Entry(entry.Key);
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

        // The last is the coordinator's, who is told that it had been given up.
        Assert.Equal([Town.Elena.Email, Town.John.Email, Town.John.Email, "maria@town.example.org"], office.Given.Select(m => m.To.Address));
        Assert.Equal(EffectState.Sent, (await office.Entry(failed.Key)).State);
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
}
