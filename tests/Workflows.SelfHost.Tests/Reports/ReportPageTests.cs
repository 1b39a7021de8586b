using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Reports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Pages.Coordinator;
using Workflows.Web.Files;
using Workflows.Web.Reports;
using Workflows.Web.Workbooks;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Reports in the browser and over the API, for coordinators and for who owes a report.</summary>
public sealed class ReportPageTests
{
    private const string Strategy = $"/strategies/{ApiHost.Strategy}";

    [Fact]
    public async Task A_coordinator_reads_every_report_and_takes_it_away()
    {
        await using var desk = await Desk.Open();
        var browser = desk.Browser;
        var streams = await desk.Site.Host.Streams();
        await browser.Open(Strategy);
        await browser.Follow($".acts a[href$='/reports']");
        var links = browser.Page.QuerySelectorAll("main th a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(Enum.GetValues<ReportKind>().Length, links.Count);
        foreach (var link in links)
        {
            foreach (var language in (string[])["bg", "en"])
            {
                await browser.Open($"{link}?lang={language}");
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                await ReadThrough(browser, language);
            }

            await browser.Open($"{link}/html");
            Assert.Contains("'sha256-", browser.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.NotEmpty(browser.Page.QuerySelectorAll("main table"));

            foreach (var (format, type) in new[] { ("docx", DocxFile.ContentType), ("xlsx", WorkbookFile.ContentType) })
            {
                await browser.Open($"{link}/{format}");
                Assert.Equal((HttpStatusCode.OK, type), (browser.Status, browser.Answer.Content.Headers.ContentType?.MediaType));
                Assert.EndsWith($".2016.{format}", browser.Answer.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
            }
        }

        foreach (var none in (string[])[$"{Strategy}/reports/monitoring-report/2015", $"{Strategy}/reports/next-year-plan/2020", $"{Strategy}/reports/monitoring-report/2016/parts/0", $"{Strategy}/reports/monitoring-report/2016/parts/99"])
        {
            await browser.Open(none);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        Assert.Equal(streams, await desk.Site.Host.Streams());
    }

    /// <summary>From the contents through every part to the last, each by the link to the next one.</summary>
    private static async Task ReadThrough(Browser browser, string language)
    {
        var contents = browser.Page.QuerySelectorAll("nav.contents a").Select(a => a.GetAttribute("href")!).ToList();
        var parts = contents.Where(a => !a.Contains('#', StringComparison.Ordinal)).ToList();
        var read = new List<string>();
        await browser.Open(parts[0]);
        for (; ; await browser.Follow("nav.around a[rel=next]"))
        {
            read.Add(browser.Path);
            Assert.Single(browser.Page.QuerySelectorAll("h1"));
            Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.All(contents.Where(a => a.StartsWith($"{browser.Path}#", StringComparison.Ordinal)), a => Assert.NotNull(browser.Page.QuerySelector(a[a.IndexOf('#', StringComparison.Ordinal)..])));
            Assert.All(browser.Page.QuerySelectorAll("svg.chart"), c => Assert.NotEqual("", c.QuerySelector("desc")!.TextContent));
            Assert.All(browser.Page.QuerySelectorAll("main table"), t => Assert.NotNull(t.QuerySelector("caption")));
            if (language == "en")
                Assert.DoesNotMatch("[А-Яа-я]{3,}", string.Concat(browser.Page.QuerySelectorAll("main h2, main th[scope=col], main caption").Select(e => e.TextContent)));
            if (browser.Page.QuerySelector("nav.around a[rel=next]") is null)
                break;
        }

        Assert.Equal(parts, read);
    }

    [Fact]
    public async Task Who_owes_a_plan_downloads_its_draft_and_is_told_which_document_counts()
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "sevlievo");
        var w = await site.Workflow();
        for (var month = 0; month < 12 && !Drafted(w).Any(); month++)
        {
            foreach (var owed in w.Unfinished.Values.Where(t => t.IsOwed))
                await site.Do(new WorkflowCommand.WaiveTask(owed.Id, "За пример."));
            site.Clock.Now = site.Clock.Now.AddMonths(1);
            await site.Do(new WorkflowCommand.Tick());
            w = await site.Workflow();
        }

        var task = Drafted(w).First();
        var path = $"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}";
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        Assert.Contains("Каченият документ е официалният", clerk.Main, StringComparison.Ordinal);
        await clerk.Follow(".papers a[href$='/draft']");
        Assert.Equal(DocxFile.ContentType, clerk.Answer.Content.Headers.ContentType?.MediaType);

        var coordinator = await SignInTests.SignedIn(site);
        await coordinator.Open($"/workflows/{w.Id}/tasks/{task.Id}");
        await coordinator.Follow("main a[href$='/draft']");
        Assert.Equal((HttpStatusCode.OK, DocxFile.ContentType), (coordinator.Status, coordinator.Answer.Content.Headers.ContentType?.MediaType));

        static IEnumerable<WorkflowTask> Drafted(Workflow w) => w.Unfinished.Values.Where(t => t.IsOwed && w.StepOf(t)?.Kind.Drafted is not null);
    }

    [Fact]
    public async Task The_external_evaluators_and_who_hands_over_to_them_find_the_dossier()
    {
        const string Evaluation = $"{ApiHost.Strategy}.final-evaluation.2016";
        await using var site = await Site.Started();
        await site.Do(new WorkflowCommand.Open(new(Evaluation), TemplateLibrary.Load().Value!.Templates[new("final-evaluation")], WorkflowContext.Of(await site.Strategy(), 2016)), Evaluation);
        var found = new List<string>();
        for (var month = 0; month < 12; month++)
        {
            var w = await site.Workflow(Evaluation);
            foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed))
            {
                if (w.StepOf(task)!.Kind.Drafted is not null)
                {
                    found.Add(task.Step.Value);
                    await FindsTheDossier(site, w, task);
                }

                await site.Do(new WorkflowCommand.WaiveTask(task.Id, "За пример."), Evaluation);
            }

            site.Clock.Now = site.Clock.Now.AddMonths(1);
            await site.Do(new WorkflowCommand.Tick(), Evaluation);
        }

        Assert.Equal(["handover", "evaluation"], found);
    }

    private static async Task FindsTheDossier(Site site, Workflow w, WorkflowTask task)
    {
        var reader = site.Browser();
        foreach (var page in (string[])["", "/answer"])
        {
            await reader.Open($"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}{page}");
            Assert.Matches("Той не замества Вашия отговор|It does not stand for your answer", reader.Main);
            await reader.Follow(".papers a[href$='/draft']");
            using var document = WordprocessingDocument.Open(new MemoryStream(await reader.Answer.Content.ReadAsByteArrayAsync()), false);
            Assert.Matches("^(Досие за оценка на стратегията|Dossier for the evaluation of the strategy), 2016–2016", document.PackageProperties.Title);
        }
    }
}
