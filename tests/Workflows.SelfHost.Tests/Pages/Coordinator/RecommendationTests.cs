using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

/// <summary>A recommendation from the answer that it stood in to the version of the strategy that carries it out.</summary>
public sealed class RecommendationTests
{
    private const string Register = $"/strategies/{ApiHost.Strategy}/recommendations";

    [Fact]
    public async Task From_the_proposal_to_the_amendment()
    {
        await using var desk = await Desk.Open();
        await Propose(desk);

        await desk.Browser.Open($"{Register}?lang=bg");
        Assert.Contains("Още не е възложена", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Follow("tbody td:last-child a");
        await desk.Browser.Submit("review");
        Assert.Equal(["#owner", "#due"], desk.Browser.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));
        await desk.Browser.Submit("review", ("owner", "administration"), ("due", "2016-01-01"));
        Assert.Contains("вече е минало", desk.Browser.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.Submit("review", ("owner", "administration"), ("due", "2017-06-30"));
        var owner = (await desk.Site.Strategy()).Find(new("administration"))!.Name.Bg;
        Assert.Contains($"е възложена на {owner}, срок 30 юни 2017 г.", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Submit("send");
        Assert.Equal($"{Register}?done=Act_Recommendation_Assign", desk.Browser.Path);
        Assert.Contains("30 юни 2017 г.", desk.Browser.Main, StringComparison.Ordinal);

        await desk.Site.Deliver();
        var mail = desk.Site.Mails().Last(m => m["subject"].StartsWith("Препоръка за изпълнение", StringComparison.Ordinal));
        Assert.Contains("Дневен център", mail.Parts[0].Content, StringComparison.Ordinal);
        Assert.Contains("30 юни 2017 г.", mail.Parts[0].Content, StringComparison.Ordinal);

        await desk.Do($"{Desk.Cycle}/recommendations/change-proposals.emo.1/do/settle", ("fate", "Adopted"), ("decision", "№ 45"));
        Assert.Contains("Решение № 45", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Follow("tbody td:last-child a[href*=amend]");
        Assert.Equal("№ 45", desk.Browser.Page.QuerySelector("#decision")!.GetAttribute("value"));
        var title = desk.Site.Get<TemplateLibrary>().Strategies[ApiHost.Strategy].Title.Bg;
        var yaml = ApiHost.StrategyFile(ApiHost.Strategy).Replace(title, $"{title}, изменена", StringComparison.Ordinal);
        await desk.Browser.Send("main form", ("s.yaml", yaml), ("reason", "Нов дневен център"));
        Assert.Equal($"/strategies/{ApiHost.Strategy}?done=Amended", desk.Browser.Path);

        await desk.Browser.Open(Register);
        Assert.Contains("Изпълнена", IndicatorTests.Cells(desk.Browser, "")[2], StringComparison.Ordinal);
        Assert.Contains("версия 2", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Null(desk.Browser.Page.QuerySelector("tbody a[href*=amend], tbody a[href$=assign]"));
        var api = (await desk.Site.Host.Coordinator.Get($"/api{Register}?state=done")).Json["recommendations"]![0]!;
        Assert.Equal(("№ 45", 2, "administration"), ((string?)api["decision"], (int)api["amendedInVersion"]!, (string?)api["owner"]));
    }

    [Fact]
    public async Task An_open_one_is_carried_into_the_next_cycle_and_into_its_year_of_the_register()
    {
        await using var desk = await Desk.Open();
        await Propose(desk);
        await desk.Site.Host.Coordinator.Send("POST", $"/api/strategies/{ApiHost.Strategy}/cycles/2017");

        await desk.Browser.Open($"/workflows/{ApiHost.Strategy}.cycle.2017?lang=bg");
        Assert.Contains("Препоръки от предишни години", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Follow("ul.tasks:last-of-type a[href*=recommendations]");
        Assert.Equal("Възложете препоръката", desk.Browser.Heading);
        await desk.Browser.Open($"{Register}?year=2018&state=unfinished&owner=-");
        Assert.Single(desk.Browser.Page.QuerySelectorAll("tbody tr"));
        await desk.Browser.Open($"{Register}?year=2018&state=Done");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("tbody tr"));

        await desk.Do($"{Desk.Cycle}/recommendations/change-proposals.emo.1/do/settle", ("fate", "Declined"), ("note", "Няма средства"));
        await desk.Browser.Open($"{Register}?year=2018");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("tbody tr"));
        await desk.Browser.Open($"/workflows/{ApiHost.Strategy}.cycle.2017");
        Assert.DoesNotContain("Дневен център", desk.Browser.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_no_formula()
    {
        await using var desk = await Desk.Open();
        await Propose(desk, "=HYPERLINK(\"http://example.org\")");

        await desk.Browser.Open($"/strategies/{ApiHost.Strategy}/csv/recommendations?state=Open&lang=bg");

        Assert.Equal(("text/csv", $"{ApiHost.Strategy}.recommendations.csv"), (desk.Browser.Answer.Content.Headers.ContentType?.MediaType, desk.Browser.Answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.org\"\")\"", desk.Browser.Source, StringComparison.Ordinal);
        Assert.Contains("Чака решение", desk.Browser.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_done_a_mail_that_is_still_owed_is_not_sent_and_one_in_an_ended_workflow_is()
    {
        await using var desk = await Desk.Open();
        await Propose(desk);
        const string Id = "change-proposals.emo.1";
        await desk.Site.Do(new WorkflowCommand.AssignRecommendation(Id, new("administration"), new(2017, 6, 30)));
        await desk.Site.Do(new WorkflowCommand.SettleRecommendation(Id, RecommendationFate.Done, null));
        await desk.Site.Deliver();
        Assert.Equal(0, Told());

        await desk.Site.Do(new WorkflowCommand.SettleRecommendation(Id, RecommendationFate.Adopted, null));
        await desk.Site.Do(new WorkflowCommand.Cancel("Нова стратегия"));
        await desk.Site.Deliver();
        desk.Site.Clock.Now = new(2017, 6, 29, 9, 0, 0, TimeSpan.Zero);
        await desk.Site.Do(new WorkflowCommand.Tick());
        await desk.Site.Deliver();
        Assert.True(Told() > 0);

        int Told() => desk.Site.Mails().Count(m => m["subject"].StartsWith("Препоръка за изпълнение", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_owner_finds_it_under_the_link_and_in_the_calendar_and_once_it_is_late_the_coordinator_is_told()
    {
        await using var desk = await Desk.Open();
        await Propose(desk);
        await desk.Site.Do(new WorkflowCommand.AssignRecommendation("change-proposals.emo.1", new("administration"), new(2017, 6, 30)));
        await desk.Site.Do(new WorkflowCommand.Cancel("Нова стратегия"));
        var (owner, link) = (desk.Site.Browser(), await desk.Site.AllTasks("administration"));
        await owner.Open(link);
        Assert.Contains("1.1: Дневен център", owner.Main, StringComparison.Ordinal);
        Assert.Contains("30 юни 2017 г.", owner.Main, StringComparison.Ordinal);
        await owner.Open($"{link}/calendar.ics");
        Assert.Contains("SUMMARY:Срок за препоръка: Дневен център\r\n", owner.Source, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20170630\r\n", owner.Source, StringComparison.Ordinal);
        await owner.Open($"{await desk.Site.AllTasks("dsp")}/calendar.ics");
        Assert.DoesNotContain("Дневен център", owner.Source, StringComparison.Ordinal);

        await desk.Site.Deliver();
        Assert.Equal(0, Told());
        // A Friday; the coordinator is told on the first working day after it, and not again however often it wakes.
        desk.Site.Clock.Now = new(2017, 7, 3, 9, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            await desk.Site.Do(new WorkflowCommand.Tick());
            await desk.Site.Deliver();
            Assert.Equal(1, Told());
        }

        var mail = desk.Site.Mails().Single(IsEscalation);
        Assert.Contains("Дневен център", mail.Parts[0].Content, StringComparison.Ordinal);
        await owner.Open(await desk.Site.AllTasks("administration"));
        Assert.Contains("Просрочена", owner.Main, StringComparison.Ordinal);

        await desk.Site.Do(new WorkflowCommand.SettleRecommendation("change-proposals.emo.1", RecommendationFate.Done, null));
        await owner.Open($"{owner.Path}/calendar.ics");
        Assert.DoesNotContain("Дневен център", owner.Source, StringComparison.Ordinal);

        int Told() => desk.Site.Mails().Count(IsEscalation);

        static bool IsEscalation(Mail.MimeWalk m) =>
            m["subject"].StartsWith("Просрочена препоръка", StringComparison.Ordinal) || m["subject"].StartsWith("Overdue recommendation", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_at_the_end_is_taken_over_by_the_next_strategy_of_the_municipality()
    {
        const string Next = "/strategies/sevlievo-2021-2025";
        await using var desk = await Desk.Open();
        await Propose(desk);
        var yaml = ApiHost.StrategyFile(ApiHost.Strategy).Replace("firstYear: 2016", "firstYear: 2021", StringComparison.Ordinal);
        await desk.Site.Host.Coordinator.Send("POST", "/api/strategies", yaml, "application/yaml");

        await desk.Browser.Open($"{Next}/recommendations?lang=bg");
        Assert.Contains("Дневен център", Assert.Single(desk.Browser.Page.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("останала отворена от предишната стратегия", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Open($"{Next}/reports/monitoring-report/2021/html");
        var row = Assert.Single(desk.Browser.Page.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("Дневен център", StringComparison.Ordinal));
        Assert.Contains("2016", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Дневен център", (await desk.Browser.Open($"{Next}/reports/year-plan/2021/html")).Main, StringComparison.Ordinal);
        var line = (await desk.Site.Host.Coordinator.Get($"/api{Next}/recommendations?year=2023")).Json["recommendations"]!.AsArray().Single()!;
        Assert.Equal((ApiHost.Cycle, 2016, "open"), ((string?)line["workflow"], (int)line["year"]!, (string?)line["state"]));

        await desk.Do($"{Desk.Cycle}/recommendations/change-proposals.emo.1/do/settle", ("fate", "Declined"), ("note", "Няма средства"));
        await desk.Browser.Open($"{Next}/recommendations");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("Дневен център", (await desk.Browser.Open($"{Next}/reports/monitoring-report/2021/html")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visit_recommends_is_given_to_the_provider_of_the_service()
    {
        await using var desk = await Desk.Open();
        foreach (var step in (string[])["form-team", "rdsp-approval"])
            await desk.Site.Do(new WorkflowCommand.WaiveStep(new(step), "За проверката"));
        desk.Site.Clock.Now = new(2016, 5, 10, 9, 0, 0, TimeSpan.Zero);
        await desk.Site.Do(new WorkflowCommand.Tick());
        var visit = (await desk.Workflow()).Unfinished.Values.First(t => t.Service is not null);
        var clerk = desk.Site.Browser();
        await clerk.Open($"{await desk.Site.AllTasks(visit.Owner.Value)}/{ApiHost.Cycle}/{visit.Id}/answer");
        (string, string)[] typed = [("date", "2016-05-09"), ("findings", "Стълби пред входа."), ("recommendation-1-change", "Рампа на входа")];
        await clerk.Submit("review", [.. typed, ("recommendation-1-due", "2016-05-01")], ("doc-report", "report.pdf", "%PDF 1"u8.ToArray()));
        Assert.Equal("#recommendation-1-due", Assert.Single(clerk.Page.QuerySelectorAll(".summary a")).GetAttribute("href"));
        await clerk.Submit("add:recommendation", [.. typed, ("recommendation-1-due", "2016-06-30")]);
        await clerk.Submit("review", ("recommendation-2-change", "Повече места"));
        Assert.Contains("Рампа на входа", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("send");
        await desk.Site.Do(new WorkflowCommand.Accept(visit.Id, null));

        var service = (await desk.Site.Strategy()).Services.Single(s => s.Id == visit.Service);
        await desk.Browser.Open($"{Register}?lang=bg");
        var rows = desk.Browser.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains($"{service.Name.Bg}: Рампа на входа", rows[0], StringComparison.Ordinal);
        Assert.Contains((await desk.Site.Strategy()).Find(service.Provider)!.Name.Bg, rows[0], StringComparison.Ordinal);
        Assert.Contains("30 юни 2016 г.", rows[0], StringComparison.Ordinal);
        Assert.Contains("Още не е възложена", rows[1], StringComparison.Ordinal);
        Assert.Contains("Рампа на входа", (await desk.Browser.Open($"{Desk.Cycle}/tasks/{visit.Id}")).Main, StringComparison.Ordinal);
        Assert.Contains($"Услуга. {service.Name.Bg}", (await desk.Browser.Open($"/strategies/{ApiHost.Strategy}/reports/monitoring-report/2016/html")).Main, StringComparison.Ordinal);
    }

    /// <summary>One proposal, approved by the coordinator; the steps before it are waived.</summary>
    private static async Task Propose(Desk desk, string change = "Дневен център")
    {
        var task = new TaskId("change-proposals.emo");
        foreach (var step in (string[])["rdsp-approval", "indicator-system", "needs-assessment", "team-discussion"])
            await desk.Site.Do(new WorkflowCommand.WaiveStep(new(step), "За проверката"));
        Assert.True((await desk.Workflow()).Tasks.ContainsKey(task), string.Join(' ', (await desk.Workflow()).Tasks.Keys));
        await desk.Site.Do(new WorkflowCommand.Submit(task, new(new Answer.Proposals([new("goal", "1.1", change, "Чакащи")], null), new Dictionary<string, string>(), [])));
        await desk.Site.Do(new WorkflowCommand.Accept(task, null));
    }
}
