using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

public sealed class CalendarTests
{
    private static readonly MailAddressee Organizer = new("Община \"Град\"", "strategy@town.example.org");

    [Fact]
    public void Any_text_comes_back_from_its_lines() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), any =>
        {
            var text = Allowed(any.Get);
            var written = CalendarObject.Message(Event(text));
            Assert.Equal(text, Ical.Text(Ical.Unfold(written).Single(l => l.StartsWith("SUMMARY", StringComparison.Ordinal))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_cuts_a_character() =>
        Prop.ForAll(Gen.Choose(0, 400).Select(n => new string('Щ', n) + string.Concat(Enumerable.Repeat("👪,", n / 3))).ToArbitrary(), text =>
        {
            var written = CalendarObject.Message(Event(text));
            foreach (var line in written.Split("\r\n"))
            {
                var octets = Encoding.UTF8.GetBytes(line);
                Assert.True(octets.Length <= 75);
                Assert.Equal(line, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(octets));
            }

            Assert.DoesNotContain('\n', written.Replace("\r\n", "", StringComparison.Ordinal));
            Assert.DoesNotContain('\r', written.Replace("\r\n", "", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_deadline_is_a_whole_day_with_an_exclusive_end()
    {
        var lines = Ical.Unfold(Calendar(new Year().First(MailKind.Assignment, Town.Directorate)));

        Assert.Contains("METHOD:PUBLISH", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20180319", lines);
        Assert.Contains("DTEND;VALUE=DATE:20180320", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("ATTENDEE", StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_about_a_task_share_a_uid_and_rise_in_sequence_however_often_it_changes_hands()
    {
        var year = new Year()
            .When(new WorkflowCommand.Reassign(Year.Task("data"), Town.Hall, "Отпуск"))
            .When(new WorkflowCommand.Reassign(Year.Task("data"), Town.Directorate, "Върна се"))
            .Submit("data")
            .When(new WorkflowCommand.Return(Year.Task("data"), "Още"))
            .Submit("data", new Answer.Done("Още."))
            .When(new WorkflowCommand.Accept(Year.Task("data"), null));

        var messages = year.All
            .Where(o => o.To.Id == Town.Directorate && o.Items[0].Mail.Tasks is [var t] && t == Year.Task("data"))
            .Select(o => Ical.Unfold(Calendar(o)))
            .ToList();

        Assert.Equal(
            ["PUBLISH", "CANCEL", "PUBLISH", "CANCEL", "PUBLISH", "CANCEL", "CANCEL"],
            messages.Select(m => Ical.Value(m, "METHOD")));
        Assert.Single(messages.Select(m => Ical.Value(m, "UID")).Distinct());
        var sequences = messages.Select(m => long.Parse(Ical.Value(m, "SEQUENCE"), null)).ToList();
        Assert.Equal(sequences.Distinct().Order(), sequences);
        Assert.All(messages, m => Assert.Equal(Ical.Value(m, "METHOD") == "CANCEL" ? "CANCELLED" : "CONFIRMED", Ical.Value(m, "STATUS")));
    }

    [Fact]
    public void A_meeting_planned_anew_is_the_same_event_in_a_higher_sequence()
    {
        var year = new Year()
            .When(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan))
            .When(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan with { Time = new(14, 0) }));

        var messages = year.All.Where(o => o.Items[0].Mail.Kind is MailKind.Invitation && o.To.Id == Town.Council)
            .Select(o => Ical.Unfold(Calendar(o))).ToList();

        Assert.Equal(["20180320T103000", "20180320T140000"], messages.Select(m => Ical.Value(m, "DTSTART;TZID=Europe/Sofia")));
        Assert.Single(messages.Select(m => Ical.Value(m, "UID")).Distinct());
        Assert.True(long.Parse(Ical.Value(messages[0], "SEQUENCE"), null) < long.Parse(Ical.Value(messages[1], "SEQUENCE"), null));
    }

    [Theory]
    [InlineData(null, "20180320T113000", "20 март 2018 г., 10:30 часа", "20 March 2018, 10:30")]
    [InlineData("12:15", "20180320T121500", "20 март 2018 г., от 10:30 до 12:15 часа", "20 March 2018, 10:30–12:15")]
    public void A_meeting_ends_when_its_plan_says_or_after_an_hour(string? until, string end, string bulgarian, string english)
    {
        var plan = Town.Plan with { Until = until is null ? null : TimeOnly.Parse(until) };
        var order = new Year().When(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), plan)).First(MailKind.Invitation, Town.Directorate);

        Assert.Equal(end, Ical.Value(Ical.Unfold(Calendar(order)), "DTEND;TZID=Europe/Sofia"));
        Assert.Contains(bulgarian, Town.Composer().Compose(order, Town.Elena).Text, StringComparison.Ordinal);
        Assert.Contains(english, Town.Composer().Compose(order, Town.John).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_zone_that_is_sent_along_is_that_of_Sofia()
    {
        var lines = Ical.Unfold(CalendarObject.Message(Event("x") with { When = new CalendarTime.Hours(new(2018, 3, 20), new(10, 30), TimeSpan.FromHours(1)) }));
        Assert.Equal(["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"], lines.Where(l => l.StartsWith("RRULE", StringComparison.Ordinal)).Select(l => l[6..]));
        for (var date = new DateOnly(2011, 1, 1); date.Year < 2040; date = date.AddDays(1))
        {
            var offset = date.ToDateTime(new(8, 0)) - CivilTime.MorningOf(date).UtcDateTime;
            Assert.Equal(date >= LastSunday(date.Year, 3) && date < LastSunday(date.Year, 10) ? TimeSpan.FromHours(3) : TimeSpan.FromHours(2), offset);
        }
    }

    [Fact]
    public void The_feed_has_what_the_institution_owes_and_the_meetings_it_is_invited_to()
    {
        var year = new Year().When(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan)).Submit("note");
        var feed = new CalendarFeed(Town.Settings, new TaskLinks(Town.Settings));

        string Write(InstitutionId to) => feed.Write(
            StrategyHistory.Empty with { Versions = [new(1, Town.Strategy, new(2018, 1, 10), null, null)] }, Town.Strategy.Find(to)!, [new(year.State, year.Version), new(WorkflowState.Initial, 0)], Language.Bg, Town.At(3, 6));

        Assert.Equal(["data.directorate@", "planning.1/meeting@"], Uids(Write(Town.Directorate)));
        Assert.Equal(["planning.1@", "planning.1/meeting@"], Uids(Write(Town.Hall)));
        Assert.Equal(["planning.1/meeting@"], Uids(Write(Town.Council)));
        Golden.Check("Mail/golden/Feed.Bg.ics", Write(Town.Directorate));
    }

    private static IEnumerable<string> Uids(string feed) =>
        Ical.Unfold(feed).Where(l => l.StartsWith("UID:", StringComparison.Ordinal))
            .Select(l => l[$"UID:{Town.Cycle}/".Length..].Replace(Town.Settings.Domain, "", StringComparison.Ordinal));

    private static string Calendar(MailOrder order) => Town.Composer().Compose(order, Town.Elena).Calendar!.Content;

    private static CalendarEvent Event(string summary) => new(
        "a@b", 1, Town.Start, new CalendarTime.Day(new(2018, 3, 5)), summary, "", null, null, Organizer, false);

    /// <summary>What iCalendar text can hold: no control characters but tabs and line breaks, no half characters.</summary>
    private static string Allowed(string any) =>
        string.Concat(any.ReplaceLineEndings("\n").EnumerateRunes().Where(r => r.Value is '\n' or '\t' || !Rune.IsControl(r)));

    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
