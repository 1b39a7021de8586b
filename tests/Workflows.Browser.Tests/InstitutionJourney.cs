using Microsoft.Playwright;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>A clerk's journey from the mail to the receipt.</summary>
public sealed class InstitutionJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    public async Task From_the_mail_to_the_receipt(bool scripts, int width)
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);

        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Отговорете" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Какво е направено")).ToBeFocusedAsync();

        await page.GetByLabel("Какво е направено").FillAsync("Проверени са всички детски градини.");
        foreach (var number in await page.Locator("input.number").AllAsync())
            await number.FillAsync("12,5");
        await page.Locator("[id='field-not-covered']").FillAsync("няма");
        await page.GetByRole(AriaRole.Button, new() { Name = "Продължете" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Проверете отговора");
        // Nothing is wider than the screen.
        if (scripts)
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Изпратете" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"{task.Workflow}/{task.Id}/1")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task With_the_keyboard_alone()
    {
        await using var site = await Site.Started();
        var (_, path, _) = await site.Activity();
        var page = await chromium.Visit(site.Host.Url);
        await page.GotoAsync(path);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        while (!await page.EvaluateAsync<bool>("document.activeElement.matches('main a.button')"))
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Какво е направено")).ToBeVisibleAsync();
    }
}
