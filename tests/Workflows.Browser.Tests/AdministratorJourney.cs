using Microsoft.Playwright;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>An administrator finds a mail that failed and has it sent again.</summary>
public sealed class AdministratorJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 320)]
    [InlineData(true, 320)]
    public async Task From_the_overview_to_the_mail_that_is_sent(bool scripts, int width)
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var key = await FailOne(site);
        var page = await chromium.Visit(site.Host.Url, scripts: scripts, width: width);
        await Signing.In(site, page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Администриране" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Писма и задължения" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Писмо" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("550 no such user")).ToBeVisibleAsync();
        // Nothing is wider than the screen.
        if (scripts)
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Опитайте отново" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Записът е дължим отново")).ToBeVisibleAsync();

        await site.Deliver();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main strong.tag")).ToHaveTextAsync("Изпратено");
        Assert.Equal(EffectState.Sent, (await site.Host.Ledger.List(new(null, null, null, null, null, 10_000))).Single(e => e.Key == key).State);
    }

    [BrowserFact]
    public async Task With_the_keyboard_alone()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var key = await FailOne(site);
        var page = await chromium.Visit(site.Host.Url);
        await Signing.In(site, page);
        await page.GotoAsync("/administration/effects");
        await Press(page, "main tbody a");
        await Assertions.Expect(page.GetByText("550 no such user")).ToBeVisibleAsync();
        await Press(page, "main form button");
        await Assertions.Expect(page.GetByText("Записът е дължим отново")).ToBeVisibleAsync();
        Assert.Equal(EffectState.Owed, (await site.Host.Ledger.List(new(null, null, null, null, null, 10_000))).Single(e => e.Key == key).State);
    }

    /// <summary>Tabs to it from the top of the page and presses Enter.</summary>
    private static async Task Press(IPage page, string selector)
    {
        for (var tabs = 0; !await page.EvaluateAsync<bool>($"document.activeElement.matches('{selector}')"); tabs++)
        {
            Assert.True(tabs < 60, $"No tab leads to {selector}.");
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> FailOne(Site site)
    {
        await site.Host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/suspend", """{"reason": "Elections"}""", "application/json");
        var claimed = await site.Host.Ledger.Claim(["send-mail"], site.Clock.Now, 1);
        await site.Host.Ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Failed("550 no such user"));
        await site.Deliver();
        return claimed[0].Key;
    }
}
