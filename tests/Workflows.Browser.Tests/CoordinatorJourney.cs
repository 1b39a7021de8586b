using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>A coordinator's journeys: from the strategy's file to a running cycle, an answer accepted, a council that sends a document back.</summary>
public sealed class CoordinatorJourney(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Cycle = $"/workflows/{ApiHost.Cycle}";

    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    public async Task From_the_file_to_a_running_cycle(bool scripts, int width)
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "balchik");
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);
        await Signing.In(site, page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Стратегии", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Регистрирайте стратегия" }).ClickAsync();
        await Upload(page, "title: {bg: А}");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ред 1");
        await Upload(page, ApiHost.StrategyFile("balchik-2011-2015"));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Стратегията е регистрирана");
        await Fits(page, scripts);
        await page.GetByRole(AriaRole.Link, new() { Name = "Започнете процедура" }).ClickAsync();
        await page.Locator("input[value='cycle.2015']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Започвам" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Процедурата започна");
        await Fits(page, scripts);
        await page.GetByRole(AriaRole.Link, new() { Name = "Табло" }).ClickAsync();
        await Assertions.Expect(page.Locator(".cards h3")).ToHaveCountAsync(1);
        await Fits(page, scripts);
    }

    [BrowserFact]
    public async Task From_the_file_to_a_running_cycle_with_the_keyboard_alone()
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "balchik");
        var page = await chromium.Visit(site.Host.Url);
        await Signing.In(site, page);

        await Reach(page, "nav.main a[href='/strategies']");
        await Reach(page, "main a[href='/strategies/new']");
        await Choose(page, "title: {bg: А}");
        await Press(page, "main form button");
        // The focus lies on what is wrong, and its first link leads to the field.
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Press(page, "main [role=alert] a");
        await Assertions.Expect(page.Locator("#file")).ToBeFocusedAsync();
        // Playwright hears of no choice of files in a page that a script has written.
        await page.GotoAsync("/strategies/new");
        await Choose(page, ApiHost.StrategyFile("balchik-2011-2015"));
        await Press(page, "main form button");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Стратегията е регистрирана");

        await Reach(page, "main a[href$='/start']");
        await Tab(page, "input[type=radio]");
        for (var i = 0; i < 40 && !await page.Locator("input[value='cycle.2015']").IsCheckedAsync(); i++)
            await page.Keyboard.PressAsync("ArrowDown");
        await Reach(page, "main form button");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Започвам" })).ToBeVisibleAsync();
        await Reach(page, "main form button");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Процедурата започна");
        Assert.Single(await site.Get<IListing>().Workflows(new(new("balchik"), null, 2015, null, null, 10)));
    }

    [BrowserFact]
    public async Task An_answer_is_accepted_with_the_keyboard_alone()
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "sevlievo");
        var file = await site.Host.Document("Проект");
        await site.Host.Mayor.Post(
            $"/api{Cycle}/tasks/strategy-draft.mayor/submit",
            new JsonObject { ["answer"] = new JsonObject { ["kind"] = "document", ["file"] = file, ["summary"] = "Проект" } });
        var page = await chromium.Visit(site.Host.Url);
        await Signing.In(site, page);

        await Reach(page, "#waiting .tasks a");
        await Reach(page, ".acts a.button");
        await Reach(page, "main button.button");
        await Reach(page, "main button.button");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Отговорът е приет");
    }

    [BrowserTheory]
    [InlineData(true, false, 1280)]
    [InlineData(false, false, 1280)]
    [InlineData(true, true, 1280)]
    [InlineData(true, false, 320)]
    public async Task What_the_council_sends_back_is_done_again(bool scripts, bool keyboard, int width)
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "sevlievo");
        var runner = site.Get<WorkflowRunner>();
        var stream = new StreamId(ApiHost.Cycle);
        foreach (var step in (string[])["strategy-draft", "strategy-discussion", "strategy-submission"])
            await runner.Run(stream, new WorkflowCommand.WaiveStep(new(step), "Готово на хартия"), Actor.System, site.Clock.Now);
        var w = WorkflowViews.WorkflowOf((await runner.Load(stream)).State)!;
        var decision = w.TasksOf(new("strategy-decision")).Single();
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);
        await Signing.In(site, page);
        await Assertions.Expect(page.Locator(".cards")).ToContainTextAsync("Приемане на Общинската стратегия");

        var returned = new Submission(new Answer.Decision(DecisionOutcome.Returned, "12", Core.Calendar.CivilTime.DateOf(site.Clock.Now), "Допълнете бюджета"), new Dictionary<string, string>(), []);
        Assert.IsType<RunResult<WorkflowState, WorkflowEvent>.Done>(
            await runner.Run(stream, new WorkflowCommand.Submit(decision.Id, returned), Actor.Of(decision.Owner), site.Clock.Now));
        if (WorkflowViews.WorkflowOf((await runner.Load(stream)).State)!.Tasks[decision.Id].Status is Core.Engine.TaskStatus.Submitted)
        {
            await page.ReloadAsync();
            await Press("#waiting .tasks a");
            await Press(".acts a.button");
            await Press("main button.button");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Започват отново");
            await Fits(page, scripts);
            await Press("main button.button");
        }

        await page.GotoAsync($"{Cycle}/steps/strategy-draft");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("В изпълнение");
        await page.GotoAsync($"{Cycle}/trail");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Започват отново");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Допълнете бюджета");

        Task Press(string selector) => keyboard ? Reach(page, selector) : page.Locator(selector).First.ClickAsync();
    }

    private static async Task Upload(IPage page, string yaml)
    {
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "strategy.yaml", MimeType = "application/yaml", Buffer = Encoding.UTF8.GetBytes(yaml) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Регистрирам" }).ClickAsync();
    }

    /// <summary>Opens the choice of files from the keyboard and picks one.</summary>
    private static async Task Choose(IPage page, string yaml)
    {
        await Tab(page, "#file");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"));
        await chooser.SetFilesAsync(new FilePayload { Name = "strategy.yaml", MimeType = "application/yaml", Buffer = Encoding.UTF8.GetBytes(yaml) });
    }

    /// <summary>Goes there with the tabulator, presses Enter and waits for the page that comes.</summary>
    private static async Task Reach(IPage page, string selector)
    {
        await Press(page, selector);
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Goes there with the tabulator and presses Enter, where a script may write the page that comes into this one.</summary>
    private static async Task Press(IPage page, string selector)
    {
        await Tab(page, selector);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task Tab(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        for (var i = 0; i < 80 && !await IsThere(); i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.True(await IsThere(), $"{selector} on {page.Url}");

        Task<bool> IsThere() => page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);
    }

    /// <summary>Nothing is wider than the screen.</summary>
    private static async Task Fits(IPage page, bool scripts)
    {
        if (scripts)
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), page.Url);
    }
}
