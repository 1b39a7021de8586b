using System.Net;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

/// <summary>A running workflow, and everything that is done to it in the browser.</summary>
public sealed class WorkflowTests
{
    [Fact]
    public async Task Steps_stand_in_order_with_owner_day_and_explanation()
    {
        await using var desk = await Desk.Open();
        var w = await desk.Workflow();

        await desk.Browser.Open(Desk.Cycle);

        Assert.Equal(w.ApplyingSteps.Select(s => s.Title.Bg), desk.Browser.Page.QuerySelectorAll(".steps > li > h3 a").Select(a => a.TextContent));
        var draft = w.Tasks[new("strategy-draft.mayor")];
        Assert.Contains(Web.DeadlineWords.How(w, draft.Deadline, Language.Bg), desk.Browser.Page.QuerySelector(".steps .open .tasks")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.Follow(".steps > li > h3 a");
        Assert.Equal(w.ApplyingSteps.First().Title.Bg, desk.Browser.Heading);
    }

    [Fact]
    public async Task An_answer_is_returned_with_a_reason_and_accepted_once()
    {
        await using var desk = await Desk.Open();
        await desk.Answer();
        await desk.Browser.Open(Desk.Draft);
        Assert.Contains("Първи", desk.Browser.Main, StringComparison.Ordinal);

        await desk.Browser.Open($"{Desk.Draft}/do/return");
        await desk.Browser.Submit("review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Browser.Status);
        Assert.NotNull(desk.Browser.Page.QuerySelector(desk.Browser.Page.QuerySelector(".summary a")!.GetAttribute("href")!));
        await desk.Browser.Submit("review", ("reason", "Липсва бюджет"));
        Assert.Contains("Липсва бюджет", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Contains("Върнат отговор 1", desk.Browser.Main, StringComparison.Ordinal);
        Assert.IsType<TaskStatus.Submitted>((await desk.Workflow()).Tasks[new("strategy-draft.mayor")].Status);
        await desk.Browser.Submit("send");
        Assert.Contains("Липсва бюджет", desk.Browser.Page.QuerySelectorAll(".banner")[1].TextContent, StringComparison.Ordinal);

        await desk.Answer("Втори");
        await desk.Browser.Open($"{Desk.Draft}/do/accept");
        await desk.Browser.Submit("review", ("note", "Добре"));
        var fields = desk.Browser.Page.QuerySelector("main form")!.Fields();
        fields["button"] = "send";
        await desk.Browser.Post($"{Desk.Draft}/do/accept", fields);
        Assert.NotNull(desk.Browser.Page.QuerySelector(".banner.good"));
        var streams = await desk.Site.Host.Streams();
        await desk.Browser.Post($"{Desk.Draft}/do/accept", fields);
        Assert.NotNull(desk.Browser.Page.QuerySelector(".banner.good"));
        Assert.Equal(streams, await desk.Site.Host.Streams());
        fields["note"] = "Друго";
        await desk.Browser.Post($"{Desk.Draft}/do/accept", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Browser.Status);
        Assert.Equal(streams, await desk.Site.Host.Streams());
        await desk.Browser.Open($"{Desk.Draft}?answer=1");
        Assert.Contains("Първи", desk.Browser.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Втори", desk.Browser.Main, StringComparison.Ordinal);
        // Offered no more, its form leads to how things stand.
        Assert.Equal(Desk.Draft, (await desk.Browser.Open($"{Desk.Draft}/do/accept")).Path);
    }

    [Fact]
    public async Task What_is_owed_is_extended_given_away_commented_and_waived_with_name_and_reason()
    {
        await using var desk = await Desk.Open();
        var due = (await desk.Workflow()).Tasks[new("strategy-draft.mayor")].Deadline.Due;

        await desk.Browser.Open($"{Desk.Draft}/do/extend");
        await desk.Browser.Submit("review", ("due", "2016-01-01"), ("reason", "Болест"));
        Assert.Equal("#due", desk.Browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await desk.Do($"{Desk.Draft}/do/extend", ("due", due.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("reason", "Болест"));
        await desk.Do($"{Desk.Draft}/do/comment", ("text", "Кога ще е готово?"));
        await desk.Do($"{Desk.Draft}/do/reassign", ("to", "administration"), ("reason", "Новият отговорник"));
        await desk.Do($"{Desk.Draft}/do/waive", ("reason", "Вече е приета"));

        var task = (await desk.Workflow()).Tasks[new("strategy-draft.mayor")];
        Assert.Equal((due.AddDays(30), new InstitutionId("administration")), (task.Deadline.Due, task.Owner));
        Assert.IsType<TaskStatus.Waived>(task.Status);
        var banner = desk.Browser.Page.QuerySelectorAll(".banner")[1].TextContent;
        Assert.Contains("Мария Иванова", banner, StringComparison.Ordinal);
        Assert.Contains("Вече е приета", banner, StringComparison.Ordinal);

        await desk.Browser.Open($"{Desk.Cycle}/trail");
        foreach (var said in (string[])["Болест", "Кога ще е готово?", "Новият отговорник", "Вече е приета", "Мария Иванова"])
            Assert.Contains(said, desk.Browser.Main, StringComparison.Ordinal);
        Assert.Contains("Започна „", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Open($"{Desk.Cycle}/trail?before=3");
        Assert.Equal(2, desk.Browser.Page.QuerySelectorAll(".trail > li").Length);
        Assert.NotNull(desk.Browser.Page.QuerySelector(".pagination a"));
    }

    [Fact]
    public async Task What_follows_by_itself_is_nobodys_deed()
    {
        await using var desk = await Desk.Open(days: 9);
        // The mayor's answer comes after escalations that nobody has written down yet.
        await desk.Answer();
        await desk.Browser.Open($"{Desk.Cycle}/trail");
        var rows = desk.Browser.Page.QuerySelectorAll(".trail > li");
        Assert.Contains("Кмет на Община Севлиево", rows[0].QuerySelector(".hint")!.TextContent, StringComparison.Ordinal);
        var escalated = rows.Where(r => r.TextContent.Contains("Сигнал за просрочване", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(escalated);
        Assert.All(escalated, r => Assert.DoesNotContain("Кмет", r.QuerySelector(".hint")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_is_suspended_resumed_and_cancelled()
    {
        await using var desk = await Desk.Open();
        await desk.Do($"{Desk.Cycle}/do/comment", ("text", "Начало"));
        await desk.Do($"{Desk.Cycle}/do/suspend", ("reason", "Избори"));
        Assert.Contains("Избори", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Equal(Desk.Draft, (await desk.Browser.Open($"{Desk.Draft}/do/waive")).Path);
        await desk.Do($"{Desk.Cycle}/do/resume");
        var step = (await desk.Workflow()).ApplyingSteps.Last().Id;
        await desk.Do($"{Desk.Cycle}/steps/{step}/do/waive", ("reason", "Не е нужна"));
        await desk.Do($"{Desk.Cycle}/do/cancel", ("reason", "Нова стратегия"));
        Assert.Equal(HttpStatusCode.OK, (await desk.Browser.Open(Desk.Cycle)).Status);
        Assert.Contains("Нова стратегия", desk.Browser.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_is_scheduled_and_one_more_is_added()
    {
        await using var desk = await Desk.Open();
        var runner = desk.Site.Get<WorkflowRunner>();
        foreach (var step in (await desk.Workflow()).ApplyingSteps.TakeWhile(s => s.Id.Value != "planning-meeting").ToList())
            await runner.Run(new StreamId(ApiHost.Cycle), new WorkflowCommand.WaiveStep(step.Id, "Не е нужна"), Actor.System, desk.Site.Clock.Now);
        var w = await desk.Workflow();
        var meeting = w.Unfinished.Values.First(t => w.StepOf(t)!.Kind is Core.Templates.StepKind.Meeting);
        var address = $"{Desk.Cycle}/tasks/{meeting.Id}/do/schedule";
        await desk.Browser.Open(address);
        await desk.Browser.Submit("review", ("date", "2016-12-01"), ("time", "25:00"), ("place", "Зала 1"));
        Assert.Equal("#time", desk.Browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await desk.Browser.Submit("review", ("time", "14.30"), ("until", "13:00"));
        Assert.Equal("#until", desk.Browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await desk.Do(address, ("date", "2016-12-01"), ("time", "14.30"), ("until", "16:00"), ("place", "Зала 1"), ("agenda", "План"));
        Assert.Equal(new TimeOnly(14, 30), (await desk.Workflow()).Tasks[meeting.Id].Meeting!.Time);
        await desk.Do($"{Desk.Cycle}/steps/{meeting.Step}/do/add");
    }

    [Fact]
    public async Task A_document_is_downloaded_as_a_file()
    {
        await using var desk = await Desk.Open();
        await desk.Answer("Съдържание");
        await desk.Browser.Open(Desk.Draft);
        await desk.Browser.Follow("dd a[download]");
        Assert.Equal(("Съдържание", "attachment"), (desk.Browser.Source, desk.Browser.Answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("sandbox", desk.Browser.Answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task All_of_a_workflow_is_a_file_that_verify_accepts()
    {
        await using var desk = await Desk.Open();
        await desk.Answer();
        await desk.Browser.Open(Desk.Cycle);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = desk.Browser.Cookies }) { BaseAddress = desk.Site.Host.Url };
        var bytes = await client.GetByteArrayAsync($"{Desk.Cycle}/export");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            await File.WriteAllBytesAsync(file, bytes);
            var ended = await CommandLine.TheProgram.Run("verify", file);
            Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
            Assert.Contains(ApiHost.Cycle, ended.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Mails_show_their_fate_and_an_administrator_sends_one_again()
    {
        await using var desk = await Desk.Open(ActorKind.Administrator, null);
        await desk.Browser.Open($"{Desk.Draft}/mail");
        Assert.Contains("Възлагане", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Contains("Изпратено", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Null(desk.Browser.Page.QuerySelector("a[href*=again]"));

        await desk.Answer();
        var ledger = desk.Site.Get<IEffectLedger>();
        var claimed = await ledger.Claim([EffectKinds.SendMail], desk.Site.Clock.Now.AddDays(1), 10);
        await ledger.Settle([.. claimed.Select(e => e.Key)], new Core.Ports.Delivery.Failed("550 no such user a@example.org"));
        await desk.Browser.Open($"{Desk.Draft}/mail");
        Assert.Contains("Неуспешно", desk.Browser.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("a@example.org", desk.Browser.Source, StringComparison.Ordinal);
        await desk.Browser.Follow("a[href*=again]");
        await desk.Browser.Submit();
        Assert.Equal($"{Desk.Cycle}/mail", desk.Browser.Path);
        Assert.Equal(EffectState.Owed, (await ledger.List(new(null, new StreamId(ApiHost.Cycle), EffectKinds.SendMail, null, null, 1000))).First(e => e.Key == claimed[0].Key).State);
    }

    [Fact]
    public async Task Sending_a_mail_again_is_an_administrators()
    {
        await using var desk = await Desk.Open();
        await desk.Browser.Open($"{Desk.Cycle}/mail/again?key={ApiHost.Cycle}/1/0");
        Assert.Equal(HttpStatusCode.NotFound, desk.Browser.Status);
    }

    [Fact]
    public async Task An_institutions_link_is_revoked_and_renewed_and_its_use_is_seen()
    {
        await using var desk = await Desk.Open();
        var (task, path, _) = await desk.Site.Activity();
        var clerk = desk.Site.Browser();
        await clerk.Open(path);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var links = $"{Desk.Cycle}/tasks/{task.Id}/links";

        await desk.Browser.Open(links);
        Assert.Contains("от адрес IPv4", desk.Browser.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(path.Split('/')[2], desk.Browser.Source, StringComparison.Ordinal);
        await desk.Browser.Follow("a[href$=revoke]");
        await desk.Browser.Submit();
        Assert.Contains("Връзката е отнета", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await clerk.Open(path)).Status);

        await desk.Browser.Follow("a[href$=renew]");
        await desk.Browser.Submit();
        await desk.Site.Deliver();
        var renewed = desk.Site.Links("", $"Нова връзка: {task.Title.Bg}").Single(l => l.EndsWith($"/{task.Id}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await clerk.Open(renewed)).Status);
    }
}
