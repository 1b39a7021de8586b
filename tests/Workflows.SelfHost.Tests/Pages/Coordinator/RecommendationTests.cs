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
