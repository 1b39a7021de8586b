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

    /// <summary>Goes there with the tabulator and presses Enter.</summary>
    private static async Task Reach(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        var address = page.Url;
        for (var i = 0; i < 80 && !await page.EvaluateAsync<bool>($"document.activeElement.matches('{selector}')"); i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>($"document.activeElement.matches('{selector}')"), $"{selector} on {address}");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Nothing is wider than the screen.</summary>
    private static async Task Fits(IPage page, bool scripts)
    {
        if (scripts)
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), page.Url);
    }
}
