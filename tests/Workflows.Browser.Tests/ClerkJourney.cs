using System.Text;
using Microsoft.Playwright;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>A clerk of an institution, from the link in a mail's file until the answer is accepted: values by tables, then a document.</summary>
public sealed class ClerkJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(true, false, 1280)]
    [InlineData(false, false, 1280)]
    [InlineData(true, true, 1280)]
    [InlineData(true, false, 320)]
    public async Task Values_are_filled_in_returned_mended_and_accepted(bool scripts, bool keyboard, int width)
    {
        await using var site = await Site.Started();
        var (task, _) = await AnswerTests.Open(site, w => t => w.StepOf(t)!.Kind is StepKind.CollectIndicators kind
            && Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kind.Kinds, t.Owner).Any(i => i.Breakdowns.Count > 0));
        var w = await site.Workflow();
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);
        var clerk = new Clerk(page, keyboard);
        await page.GotoAsync(await Mailed(site, task, "Нова задача"));
        await clerk.Press(page.GetByRole(AriaRole.Link, new() { Name = "Отговорете" }));

        await clerk.Press(page.Locator("ul.tasks a").First);
        foreach (var indicator in Owed(w, task))
            await Fill(clerk, page, w, indicator, "12");
        await clerk.Press(page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Проверете отговора");
        await Fits(page, scripts);
        await clerk.Press(page.GetByRole(AriaRole.Button, new() { Name = "Изпратете" }));
        await Expect(page.GetByText($"{w.Id}/{task.Id}/1", new() { Exact = true })).ToBeVisibleAsync();

        await site.Do(new WorkflowCommand.Return(task.Id, "Общият брой е различен от този в регистъра."));
        await page.GotoAsync(await Mailed(site, task, "Върнат за поправка"));
        await Expect(page.Locator(".banner")).ToContainTextAsync("Общият брой е различен");
        await clerk.Press(page.GetByRole(AriaRole.Link, new() { Name = "Поправете отговора" }));
        await clerk.Press(page.Locator("ul.tasks a").First);
        var first = Owed(w, task)[0];
        await Expect(page.Locator($"[id='value-{first.Id}']")).ToHaveValueAsync($"{Total(w, first, 12)}");
        await Fill(clerk, page, w, first, "13");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath.Split("/answer")[0] + "/answer");
        await clerk.Press(page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }));
        await clerk.Press(page.GetByRole(AriaRole.Button, new() { Name = "Изпратете" }));
        await Expect(page.GetByText($"{w.Id}/{task.Id}/2", new() { Exact = true })).ToBeVisibleAsync();

        await site.Do(new WorkflowCommand.Accept(task.Id, null));
        await clerk.Press(page.GetByRole(AriaRole.Link, new() { Name = "Към задачата" }));
        await Expect(page.GetByText("Приета", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Поправете отговора" })).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    public async Task A_document_is_uploaded_and_replaced(bool scripts, int width)
    {
        await using var site = await Site.Started();
        var (task, path) = await AnswerTests.Open(site, w => t => w.StepOf(t) is { Kind: StepKind.Report or StepKind.Plan, Acceptance: Acceptance.Coordinator, Fields.Count: 0 });
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);
        await page.GotoAsync($"{path}/answer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("input[type=file]").First).ToBeFocusedAsync();

        foreach (var input in await page.Locator("input[type=file]").AllAsync())
            await input.SetInputFilesAsync(new FilePayload { Name = "план.pdf", MimeType = "application/pdf", Buffer = Encoding.UTF8.GetBytes("%PDF първи") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Проверете отговора");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "план.pdf" }).First).ToBeVisibleAsync();
        await Fits(page, scripts);
        await page.GetByRole(AriaRole.Link, new() { Name = "Променете" }).ClickAsync();
        await page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "нов.pdf", MimeType = "application/pdf", Buffer = Encoding.UTF8.GetBytes("%PDF втори") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Запазете и продължете по-късно" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Продължете отговора" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "нов.pdf" }).First).ToBeVisibleAsync();
        await Fits(page, scripts);
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Изпратете" }).ClickAsync();
        await Expect(page.GetByText($"/{task.Id}/1")).ToBeVisibleAsync();
        Assert.Contains(NamedDocuments.In((await site.Workflow()).Tasks[task.Id].Received[^1].Submission), d => d.Name == "нов.pdf");
    }

    [BrowserFact]
    public async Task An_upload_shows_how_far_it_is()
    {
        await using var site = await Site.Started();
        var (_, path) = await AnswerTests.Open(site, w => t => w.StepOf(t) is { Kind: StepKind.Report or StepKind.Plan, Acceptance: Acceptance.Coordinator, Fields.Count: 0 });
        var page = await chromium.Visit(site.Host.Url);
        await page.GotoAsync($"{path}/answer");
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/answer", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        foreach (var input in await page.Locator("input[type=file]").AllAsync())
            await input.SetInputFilesAsync(new FilePayload { Name = "план.pdf", MimeType = "application/pdf", Buffer = new byte[100_000] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "план.pdf" })).ToBeVisibleAsync();
        held.SetResult();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Проверете отговора");
    }

    [BrowserFact]
    public async Task A_column_of_a_spreadsheet_is_pasted_and_added_up()
    {
        await using var site = await Site.Started();
        var (task, path) = await AnswerTests.Open(site, w => t => w.StepOf(t)!.Kind is StepKind.CollectIndicators kind
            && Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kind.Kinds, t.Owner).Any(i => i.Breakdowns.Count > 0));
        var w = await site.Workflow();
        var indicator = Owed(w, task).First(i => i.Breakdowns.Count > 0);
        var page = await chromium.Visit(site.Host.Url);
        await page.GotoAsync($"{path}/answer/values/{indicator.Id}");
        var cells = page.Locator(".breakdown").First.Locator("tbody input");
        var count = await cells.CountAsync();
        var column = string.Join("\n", Enumerable.Range(1, count).Select(i => $"Етикет\t{i},5"));
        await page.Locator($"[id='value-{indicator.Id}']").FillAsync("999");
        await cells.First.EvaluateAsync(
            """
            (cell, text) => {
              const data = new DataTransfer();
              data.setData("text", text);
              cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            column);
        await Expect(cells.Last).ToHaveValueAsync($"{count},5");
        await Expect(page.Locator("output").First).ToHaveClassAsync("off");
        await Expect(page.Locator(".differs").First).ToBeVisibleAsync();
        await cells.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(cells.Nth(1)).ToBeFocusedAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static List<Core.Indicators.Indicator> Owed(Workflow w, WorkflowTask task) =>
        [.. Core.Indicators.ValueSheet.Owed(w.Context.Indicators, ((StepKind.CollectIndicators)w.StepOf(task)!.Kind).Kinds, task.Owner)];

    /// <summary>Every part the same, and the total that the first breakdown makes; the others say why they differ by having no data.</summary>
    private static async Task Fill(Clerk clerk, IPage page, Workflow w, Core.Indicators.Indicator indicator, string each)
    {
        await Expect(page.Locator("h1")).ToHaveTextAsync(indicator.Name.Bg);
        var number = int.Parse(each, System.Globalization.CultureInfo.InvariantCulture);
        await clerk.Type(page.Locator($"[id='value-{indicator.Id}']"), $"{Total(w, indicator, number)}");
        foreach (var (i, dimension) in indicator.Breakdowns.Select(b => w.Context.Dimensions.First(d => d.Id == b)).Index())
        {
            if (i > 0)
            {
                await clerk.Type(page.Locator($"[id='why-{indicator.Id}--{dimension.Id}']"), "Не се събира така");
                continue;
            }

            foreach (var part in dimension.Parts)
                await clerk.Type(page.Locator($"[id='value-{indicator.Id}--{dimension.Id}--{part.Id}']"), each);
        }

        await clerk.Press(page.GetByRole(AriaRole.Button, new() { Name = "Запазете и продължете", Exact = true }));
    }

    private static int Total(Workflow w, Core.Indicators.Indicator indicator, int each) =>
        indicator.Breakdowns.Count == 0 ? each : each * w.Context.Dimensions.First(d => d.Id == indicator.Breakdowns[0]).Parts.Count;

    private static async Task<string> Mailed(Site site, WorkflowTask task, string subject)
    {
        await site.Deliver();
        var title = (await site.Workflow()).StepOf(task)!.Title.Bg;
        return site.LinksOfAll($"{subject}: {title}").Last(l => l.EndsWith($"/{task.Id}", StringComparison.Ordinal));
    }

    /// <summary>Nothing but a table that scrolls by itself is wider than the screen.</summary>
    private static async Task Fits(IPage page, bool scripts)
    {
        if (scripts)
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), page.Url);
    }

    /// <summary>Works with the mouse, or by Tab, letters and Enter alone.</summary>
    private sealed class Clerk(IPage page, bool keyboard)
    {
        private const int Most = 300;

        public async Task Press(ILocator control)
        {
            if (!keyboard)
            {
                await control.ClickAsync();
                return;
            }

            var before = page.Url;
            await Reach(control);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync(url => url != before);
        }

        public async Task Type(ILocator control, string text)
        {
            if (!keyboard)
            {
                await control.FillAsync(text);
                return;
            }

            await Reach(control);
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }

        private async Task Reach(ILocator control)
        {
            await control.WaitForAsync();
            for (var i = 0; i < Most; i++)
            {
                if (await control.EvaluateAsync<bool>("e => e === document.activeElement"))
                    return;
                await page.Keyboard.PressAsync("Tab");
            }

            Assert.Fail($"{control} cannot be reached by the Tab key.");
        }
    }
}
