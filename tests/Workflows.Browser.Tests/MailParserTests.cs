using System.Text.Json.Nodes;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>The files of the mails, and the calendar to subscribe to, as other programs read them.</summary>
public sealed class MailParserTests
{
    [ParsersFact]
    public async Task Every_mail_and_its_calendar_hold_what_they_should()
    {
        await using var site = await Site.Started();
        var (meeting, _) = await AnswerTests.Open(site, w => t => w.StepOf(t)!.Kind is StepKind.Meeting);
        var plan = new MeetingPlan(CivilTime.DateOf(site.Clock.Now).AddDays(7), new(14, 30), "Зала „Велика“; етаж 2", "Точка 1\nТочка 2", new(16, 0));
        await site.Do(new WorkflowCommand.ScheduleMeeting(meeting.Id, plan));
        await site.Deliver();
        var calledOff = plan with { Date = plan.Date.AddDays(1) };
        await site.Do(new WorkflowCommand.ScheduleMeeting(meeting.Id, calledOff));
        await site.Deliver();
        await site.Do(new WorkflowCommand.WaiveTask(meeting.Id, "Няма кворум"));
        await site.Deliver();
        var folder = site.Host["mail"];
        await File.WriteAllTextAsync(Path.Combine(folder, "feed.ics"), (await site.Browser().Open($"{await site.AllTasks("dsp")}/calendar.ics")).Source);

        var read = MailParsers.Read(folder);
        var mails = read.Where(m => Text(m, "name").EndsWith(".eml", StringComparison.Ordinal)).ToList();
        Assert.True(mails.Count > 50, $"{mails.Count} mails");
        Assert.All(mails, m =>
        {
            Assert.NotEmpty(Text(m, "subject"));
            Assert.Equal("workflows@sevlievo.example.org", Text(m, "from"));
            Assert.Single(m["to"]!.AsArray());
            Assert.Matches("^<.+@sevlievo.example.org>$", Text(m, "messageId"));
            Assert.NotEmpty(Text(m, "date"));
            Assert.Contains("http://127.0.0.1/", Text(m, "text"), StringComparison.Ordinal);
            Assert.Contains("http://127.0.0.1/", Text(m, "html"), StringComparison.Ordinal);
            Assert.DoesNotContain("<img", Text(m, "html"), StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(mails.Count, mails.Select(m => Text(m, "messageId")).Distinct().Count());
        var known = (await site.Strategy()).Institutions.SelectMany(i => i.Contacts).Select(c => (c.Name, c.Email)).ToHashSet();
        Assert.All(mails, m => Assert.Contains((Text(m, "recipient"), (string)m["to"]![0]!), known));

        var calendars = mails.SelectMany(m => m["calendars"]!.AsArray()).Select(c => c!).ToList();
        Assert.All(calendars, c =>
        {
            Assert.Equal("2.0", Text(c, "version"));
            Assert.Contains(Text(c, "method"), (string[])["PUBLISH", "CANCEL"]);
            Assert.All(c["events"]!.AsArray(), e =>
            {
                Assert.Equal(0, (int)e!["attendees"]!);
                Assert.Equal(Text(c, "method") == "CANCEL" ? "CANCELLED" : "CONFIRMED", Text(e, "status"));
            });
        });

        // One meeting is one event: planned, moved, called off, each time with a higher sequence.
        var uid = $"{ApiHost.Cycle}/{meeting.Id}/meeting@sevlievo.example.org";
        var told = mails.SelectMany(m => m["calendars"]!.AsArray().SelectMany(c => c!["events"]!.AsArray().Select(e => (Method: Text(c, "method"), Event: e!))))
            .Where(e => Text(e.Event, "uid") == uid)
            .DistinctBy(e => (int)e.Event["sequence"]!)
            .OrderBy(e => (int)e.Event["sequence"]!)
            .ToList();
        Assert.Equal(["PUBLISH", "PUBLISH", "CANCEL"], told.Select(e => e.Method));
        Assert.Equal(($"{plan.Date:yyyy-MM-dd}T14:30:00", $"{plan.Date:yyyy-MM-dd}T16:00:00", "Europe/Sofia"), (Text(told[0].Event, "start"), Text(told[0].Event, "end"), Text(told[0].Event, "zone")));
        Assert.Equal($"{calledOff.Date:yyyy-MM-dd}T14:30:00", Text(told[1].Event, "start"));
        Assert.Equal("Зала „Велика“; етаж 2", Text(told[0].Event, "location"));

        var feed = Assert.Single(read, m => Text(m, "name") == "feed.ics")["calendars"]![0]!;
        var owed = (await site.Workflow()).Unfinished.Values.Where(t => t.IsOwed && t.Owner.Value == "dsp").Select(t => $"{t.Deadline.Due:yyyy-MM-dd}").Order(StringComparer.Ordinal);
        Assert.Equal(owed, feed["events"]!.AsArray().Where(e => !Text(e!, "uid").Contains("/meeting@", StringComparison.Ordinal)).Select(e => Text(e!, "start")).Order(StringComparer.Ordinal));
    }

    private static string Text(JsonNode node, string key) => node[key]!.GetValue<string>();
}
