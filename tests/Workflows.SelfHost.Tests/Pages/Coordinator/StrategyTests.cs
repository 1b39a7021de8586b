using System.Net;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

/// <summary>From a strategy's file to a running cycle, and what changes in a strategy afterwards.</summary>
public sealed class StrategyTests
{
    private const string Balchik = "/strategies/balchik-2011-2015";
    private const string Sevlievo = $"/strategies/{ApiHost.Strategy}";

    [Fact]
    public async Task From_the_file_to_a_running_cycle_and_a_case()
    {
        await using var desk = await Desk.Open(municipality: "balchik");
        var browser = desk.Browser;
        var yaml = ApiHost.StrategyFile("balchik-2011-2015");
        await browser.Open("/strategies");
        await browser.Follow("main a.button");

        await browser.Send("main form", ("balchik.yaml", yaml.Replace("coordinator: ", "coordinator: un-", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Matches("Ред [0-9]+, колона [0-9]+", browser.Page.QuerySelector(".summary")!.TextContent);
        Assert.NotNull(browser.Page.QuerySelector(".summary [lang=en]"));
        Assert.Equal(0, (await desk.Site.Get<StrategyRunner>().Load(new StreamId("balchik-2011-2015"))).Version);

        await browser.Send("main form", null);
        Assert.Equal("#file", browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await browser.Send("main form", ("sevlievo.yaml", ApiHost.StrategyFile(ApiHost.Strategy)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Send("main form", ("balchik.yaml", yaml));
        Assert.Equal($"{Balchik}?done=Registered", browser.Path);

        await browser.Follow(".acts a.button");
        await browser.Submit("review");
        Assert.Equal("#what", browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await browser.Submit("review", ("what", "cycle.2015"));
        Assert.True(browser.Status is HttpStatusCode.OK, browser.Main);
        var fields = browser.Page.QuerySelector("main form")!.Fields();
        fields["button"] = "send";
        await browser.Post($"{Balchik}/start", fields);
        Assert.Equal("/workflows/balchik-2011-2015.cycle.2015?done=Started", browser.Path);
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".steps > .open"));
        var streams = await desk.Site.Host.Streams();
        await browser.Post($"{Balchik}/start", fields);
        Assert.Equal("/workflows/balchik-2011-2015.cycle.2015?done=Started", browser.Path);
        Assert.Equal(streams, await desk.Site.Host.Streams());

        await browser.Open($"{Balchik}/start");
        await browser.Submit("review", ("what", "case.project-proposal"));
        Assert.Equal("#name", browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await browser.Submit("review", ("what", "case.project-proposal"), ("name", "Дневен център „Усмивка“"));
        await browser.Submit("send");
        Assert.StartsWith("/workflows/balchik-2011-2015.project-proposal.dneven-tsentar-usmivka?", browser.Path, StringComparison.Ordinal);

        await browser.Open(Balchik);
        Assert.NotNull(browser.Page.QuerySelector("svg.timeline > title"));
        Assert.NotNull(browser.Page.QuerySelector("svg.timeline > desc"));
        // Five cycles, five regional reports and the case.
        Assert.Equal(11, browser.Page.QuerySelectorAll("svg.timeline rect").Length);
        await browser.Open($"{Balchik}/record");
        Assert.Equal(3, browser.Page.QuerySelectorAll(".trail > li").Length);
    }

    [Fact]
    public async Task A_one_off_day_shows_which_deadlines_it_moves_before_it_does()
    {
        await using var desk = await Desk.Open();
        var w = await desk.Workflow();
        // Counted in working days from an opening that lies before it.
        var day = Core.Calendar.CivilTime.DateOf(desk.Site.Clock.Now).AddDays(2);
        await desk.Browser.Open($"{Sevlievo}/days");
        await desk.Browser.Send("form.add", null, ("date", $"{day:yyyy-MM-dd}"), ("button", "review"));
        Assert.Equal(3, desk.Browser.Page.QuerySelectorAll(".summary a").Length);
        await desk.Browser.Send("form.add", null, ("date", $"{day:yyyy-MM-dd}"), ("working", "no"), ("bg", "Ден на траур"), ("en", "Day of mourning"), ("button", "review"));
        var promised = desk.Browser.Page.QuerySelectorAll("tbody tr").Length;
        Assert.True(promised > 0, desk.Browser.Main);
        Assert.DoesNotContain((await desk.Workflow()).Context.OneOffDays, d => d.Date == day);
        await desk.Browser.Submit("send");
        Assert.Equal($"{Sevlievo}?done=Days", desk.Browser.Path);

        await desk.Site.Deliver();
        var after = await desk.Workflow();
        Assert.Contains(after.Context.OneOffDays, d => d.Date == day);
        Assert.Equal(promised, after.Tasks.Values.Count(t => t.IsOwed && w.Tasks[t.Id].Deadline.Due != t.Deadline.Due));
        await desk.Browser.Open($"{Sevlievo}/record");
        Assert.Contains("Ден на траур", desk.Browser.Main, StringComparison.Ordinal);

        await desk.Browser.Open($"{Sevlievo}/days");
        var row = desk.Browser.Page.QuerySelectorAll("main form").Single(f => f.QuerySelector($"input[value='{day:yyyy-MM-dd}']") is not null);
        await desk.Browser.Post(row.GetAttribute("action")!, row.Fields());
        await desk.Browser.Submit("send");
        await desk.Site.Deliver();
        Assert.DoesNotContain((await desk.Workflow()).Context.OneOffDays, d => d.Date == day);
    }

    [Fact]
    public async Task Contacts_are_changed_and_the_links_of_who_left_stop_working()
    {
        await using var desk = await Desk.Open();
        var (_, path, _) = await desk.Site.Activity();
        await desk.Browser.Open($"{Sevlievo}/institutions/administration/contacts");
        var contacts = desk.Browser.Page.QuerySelectorAll("input[type=email]").Count(e => e.GetAttribute("value") is { Length: > 0 });
        await desk.Browser.Submit(null, ("email-1", "не-адрес"));
        Assert.Equal(["#reason", "#email-1"], desk.Browser.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")).Distinct());
        (string, string)[] emptied = [.. Enumerable.Range(1, contacts).SelectMany(i => new[] { ($"name-{i}", ""), ($"email-{i}", "") })];
        await desk.Browser.Submit(null, [.. emptied, ("reason", "Смяна")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Browser.Status);
        await desk.Browser.Submit(null, [.. emptied, ("name-1", "Петър Новаков"), ("email-1", "petar@example.org"), ("reason", "Смяна")]);
        Assert.EndsWith("?done=contacts", desk.Browser.Path, StringComparison.Ordinal);
        Assert.Contains("petar@example.org", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await desk.Site.Browser().Open(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await desk.Browser.Open($"{Sevlievo}/institutions/administration/links")).Status);
    }

    [Fact]
    public async Task An_amended_file_amends()
    {
        await using var desk = await Desk.Open();
        var yaml = ApiHost.StrategyFile(ApiHost.Strategy);
        var title = desk.Site.Get<TemplateLibrary>().Strategies[ApiHost.Strategy].Title.Bg;
        await desk.Browser.Open($"{Sevlievo}/amend");
        await desk.Browser.Send("main form", ("s.yaml", yaml.Replace(title, $"{title}, изменена", StringComparison.Ordinal)));
        Assert.Equal("#reason", desk.Browser.Page.QuerySelector(".summary a")!.GetAttribute("href"));
        await desk.Browser.Send("main form", ("s.yaml", yaml.Replace(title, $"{title}, изменена", StringComparison.Ordinal)), ("reason", "Решение на съвета"), ("decision", "17"));
        Assert.Equal($"{Sevlievo}?done=Amended", desk.Browser.Path);
        Assert.EndsWith("изменена", desk.Browser.Heading, StringComparison.Ordinal);
        await desk.Browser.Open($"{Sevlievo}/record");
        Assert.Contains("решение № 17", desk.Browser.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_moves_to_a_newer_template_after_its_differences_and_a_dry_run()
    {
        await using var desk = await Desk.Open();
        var id = new WorkflowId($"{ApiHost.Strategy}.cycle.2017");
        var installed = desk.Site.Get<TemplateLibrary>().Templates[new("yearly-cycle-sevlievo")];
        var older = installed with { Version = installed.Version - 1, Steps = [.. installed.Steps.Skip(1).Select((s, i) => i == 3 ? s with { Notice = s.Notice + 1 } : s with { After = [.. s.After.Where(a => a != installed.Steps[0].Id)] })] };
        await desk.Site.Get<WorkflowRunner>().Run(
            StreamId.Of(id), new WorkflowCommand.Open(id, older, (await desk.Workflow()).Context with { Year = 2017 }), Actor.System, desk.Site.Clock.Now);
        var address = $"/workflows/{id}";

        await desk.Browser.Open($"/templates/{installed.Id}/of/{id}");
        Assert.NotNull(desk.Browser.Page.QuerySelector("svg.diagram > title"));
        Assert.Contains(installed.Steps[0].Title.Bg, desk.Browser.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("предизвестие", desk.Browser.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.Follow("main a.button");
        var streams = await desk.Site.Host.Streams();
        await desk.Browser.Submit("review");
        Assert.Contains($"Преминаване от версия {older.Version} към версия {installed.Version}", desk.Browser.Main, StringComparison.Ordinal);
        Assert.Equal(streams, await desk.Site.Host.Streams());
        await desk.Browser.Submit("send");
        Assert.StartsWith($"{address}?done=", desk.Browser.Path, StringComparison.Ordinal);
        Assert.Equal(installed.Version, WorkflowViews.WorkflowOf((await desk.Site.Get<WorkflowRunner>().Load(StreamId.Of(id))).State)!.Template.Version);
    }
}
