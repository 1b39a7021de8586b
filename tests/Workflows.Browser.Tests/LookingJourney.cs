using Microsoft.Playwright;
using Workflows.Core;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Pages.Indicators;

namespace Workflows.Browser.Tests;

/// <summary>A coordinator looks at two years' numbers: charts, small multiples, the region; and a clerk is asked about a leap while typing.</summary>
public sealed class LookingJourney(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Root = $"/strategies/{Towns.IdOf("alfa")}";

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    public async Task Pages_full_of_numbers_fit_and_shut_nobody_out(int width, ColorScheme scheme)
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "alfa");
        var towns = await new Towns(site).Add("alfa", (100, 75), (110, 78));
        await towns.Add("beta", (200, 111));
        await towns.Add("gama", (50, 47));
        await towns.Correct("alfa", 2016, 100, 65, "Забравено училище");
        var page = await chromium.Visit(site.Host.Url, scheme, width: width);
        await Signing.In(site, page);

        foreach (var view in (string[])["progress?year=2016", "indicators?year=2016", "indicators/attending", "indicators/share", "region?year=2016", "region/share?year=2016", "recommendations"])
        {
            await page.GotoAsync($"{Root}/{view}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width}");
            await AccessibilityTests.Check(page, view);
        }

        await page.GotoAsync($"{Root}/indicators/attending");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Брой attending Стойности: 2016 г. – 65 деца" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".multiples svg")).ToHaveCountAsync(2);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leap_is_asked_about_while_typing_or_after_the_check(bool scripts)
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, "alfa");
        var towns = await new Towns(site).Add("alfa", (100, 75));
        await towns.Open(Towns.StrategyOf("alfa"), 2017);
        var page = await chromium.Visit(site.Host.Url, scripts: scripts);
        await Signing.In(site, page);
        await page.GotoAsync($"/t/{Towns.IdOf("alfa")}.cycle.2017/values.dsp/answer/values/attending");
        var (total, why) = (page.Locator("#value-attending"), page.Locator("#comment-attending"));
        await Assertions.Expect(why).ToBeHiddenAsync();

        await total.FillAsync("112,5");
        await Assertions.Expect(why).ToBeHiddenAsync();
        await total.FillAsync("113");
        await page.Locator("#value-attending--sex--girls").FillAsync("10");
        await page.Locator("#value-attending--sex--boys").FillAsync("103");
        if (scripts)
            await Assertions.Expect(why).ToBeVisibleAsync();
        await page.Locator("button[value=next]").ClickAsync();
        await Assertions.Expect(page.Locator("#comment-attending-error")).ToBeVisibleAsync();
        await why.FillAsync("Нова градина");
        await page.Locator("button[value=next]").ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/values/attending$"));
    }
}
