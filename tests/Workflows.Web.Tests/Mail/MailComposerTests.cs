using System.Net;
using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

public sealed partial class MailComposerTests
{
    private static readonly Year Run = Year.Full();

    public static TheoryData<MailKind, Language> EveryKind()
    {
        var data = new TheoryData<MailKind, Language>();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            data.Add(kind, Language.Bg);
            data.Add(kind, Language.En);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Every_kind_of_mail_reads_well(MailKind kind, Language language)
    {
        var mail = Compose(Run.First(kind), language);

        Golden.Check($"Mail/golden/{kind}.{language}.txt", $"Message-ID: {mail.MessageId}\nSubject: {mail.Subject}\n\n{mail.Text}\n{mail.Calendar?.Content}");
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void The_html_says_what_the_text_says(MailKind kind, Language language)
    {
        var mail = Compose(Run.First(kind), language);
        var body = mail.Html[mail.Html.IndexOf("<body", StringComparison.Ordinal)..];

        var said = WebUtility.HtmlDecode(Tag().Replace(Link().Replace(body, "$2: $1"), " "));

        Assert.Equal(Words(mail.Text), Words(said));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void The_html_is_safe_and_loads_nothing(MailKind kind, Language language)
    {
        var html = Compose(Run.First(kind), language).Html;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<деца>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<children>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Opened().Matches(html).Select(m => m.Groups[1].Value).Order(), Closed().Matches(html).Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void The_html_of_a_new_task_is_as_reviewed() =>
        Golden.Check("Mail/golden/Assignment.Bg.html", Compose(Run.First(MailKind.Assignment), Language.Bg).Html);

    [Fact]
    public void Each_contact_has_a_mail_of_its_own_that_is_the_same_every_time()
    {
        var order = Run.First(MailKind.Assignment, Town.Directorate);

        var (elena, john) = (Town.Composer().Compose(order, Town.Elena), Town.Composer().Compose(order, Town.John));

        Assert.Equal((Language.Bg, Language.En), (elena.Language, john.Language));
        Assert.NotEqual(elena.MessageId, john.MessageId);
        Assert.Equal(elena, Town.Composer().Compose(order, Town.Elena));
        Assert.EndsWith("@mail.town.example.org", elena.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_holds_all_that_waits_for_the_recipient_that_day()
    {
        var year = new Year().On(3, 20).When(new WorkflowCommand.Tick()).Submit("note");
        var state = year.State;
        var reminder = new Effect.SendMail(
            MailKind.Reminder, Town.Cycle, Town.Team, [], [Year.Task("note")], null, "d");
        var escalation = new Effect.SendMail(MailKind.Escalation, Town.Cycle, Town.Team, [Year.Task("data")], [], null, "d");

        var mail = Compose(
            Town.Order(Town.At(3, 20), Town.Item("a/2/0", reminder, state), Town.Item("a/3/0", escalation, state)), Language.Bg);

        Golden.Check("Mail/golden/Digest.Bg.txt", $"Message-ID: {mail.MessageId}\nSubject: {mail.Subject}\n\n{mail.Text}");
        Assert.Null(mail.Calendar);
    }

    [Fact]
    public void A_recommendation_is_told_with_what_it_says_beside_the_days_tasks()
    {
        var year = new Year();
        var recommendation = new Recommendation(
            Year.Task("note"), new("goal", "1.1", "Нов <център>", "Чакащи"), RecommendationFate.Adopted, "№ 45", Town.Team, new(2018, 6, 29), new(2018, 3, 1));
        var w = year.Workflow with { Recommendations = year.Workflow.Recommendations.Add("proposals.team.1", recommendation) };
        var state = new WorkflowState.Completed(w, new(2018, 3, 20));
        Effect.SendMail Reminder(params TaskId[] toAccept) => new(MailKind.Reminder, Town.Cycle, Town.Team, [], toAccept, null, "d", ["proposals.team.1"]);

        var alone = Compose(Town.Order(Town.At(3, 20), Town.Item("a/2/0", Reminder(), state)), Language.Bg);
        // Assigned and due on one day, it is owed twice and told once.
        var twice = Compose(Town.Order(Town.At(3, 20), Town.Item("a/2/0", Reminder(Year.Task("note")), state), Town.Item("a/3/0", Reminder(), state)), Language.En);

        Assert.Equal("Препоръка за изпълнение (срок 29 юни 2018 г.)", alone.Subject);
        Assert.Contains("Нов <център>", alone.Text, StringComparison.Ordinal);
        Assert.Contains("Нов &lt;център&gt;", alone.Html, StringComparison.Ordinal);
        Assert.Contains("№ 45", alone.Text, StringComparison.Ordinal);
        Assert.Equal("Reminder for 20 March 2018: 2 tasks and recommendations", twice.Subject);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(twice.Text, "Нов <център>"));
    }

    [Fact]
    public void A_meeting_called_off_leaves_the_calendar_of_everybody_invited()
    {
        var year = new Year()
            .When(new WorkflowCommand.ScheduleMeeting(Year.Task("planning"), Town.Plan))
            .When(new WorkflowCommand.WaiveTask(Year.Task("planning"), "Епидемия"));
        var planned = Compose(year.First(MailKind.Invitation, Town.Directorate), Language.Bg).Calendar!;

        var (guest, owner) = (
            Compose(year.First(MailKind.Withdrawal, Town.Directorate), Language.Bg).Calendar!,
            Compose(year.First(MailKind.Withdrawal, new("hall")), Language.Bg).Calendar!);

        Assert.Equal("CANCEL", guest.Method);
        Assert.Equal(Uids(planned), Uids(guest));
        Assert.Equal(2, Uids(owner).Length);
        Assert.Contains(Uids(planned)[0], Uids(owner));

        static string[] Uids(CalendarPart part) =>
            [.. part.Content.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal))];
    }

    [Fact]
    public void Subjects_are_one_line_and_name_nobody() =>
        Assert.All(Run.All, order =>
        {
            var subject = Compose(order, Language.Bg).Subject;
            Assert.DoesNotContain('\n', subject);
            Assert.DoesNotContain("Елена", subject, StringComparison.Ordinal);
            Assert.DoesNotContain('@', subject);
        });

    [Fact]
    public void A_link_goes_only_to_the_owner_and_the_coordinator() =>
        Assert.All(Run.All, order =>
        {
            var mail = order.Items[0].Mail;
            var mayOpen = mail.To == Town.Team || mail.Tasks.All(t => order.Items[0].Workflow.Tasks[t].Owner == mail.To);
            Assert.Equal(mayOpen && mail.Tasks.Count + mail.ToAccept.Count > 0, Compose(order, Language.Bg).Text.Contains("/t/", StringComparison.Ordinal));
        });

    private static OutgoingMail Compose(MailOrder order, Language language) =>
        Town.Composer().Compose(order, new Contact("Елена Димова", "elena@directorate.example.org", language));

    private static string[] Words(string text) =>
        [.. text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(':')).Where(w => w is not ("*" or ">" or "==" or "--" or ""))];

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a href=\"([^\"]+)\"[^>]*>([^<]*)</a>")]
    private static partial Regex Link();

    [GeneratedRegex(@"<(html|head|body|table|tr|td|p|h2|a|blockquote|title)\b")]
    private static partial Regex Opened();

    [GeneratedRegex(@"</(html|head|body|table|tr|td|p|h2|a|blockquote|title)>")]
    private static partial Regex Closed();
}
