using Microsoft.Playwright;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>Signing in by the mailed link, as people do it.</summary>
internal static class Signing
{
    public static async Task In(Site site, IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("#email").FillAsync(SignInTests.Email);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(site.Host.Url, "/sign-in/sent").AbsoluteUri);
        await site.Deliver();
        await page.GotoAsync(site.Links(SignInTests.Email, "Връзка за вход").Single());
        await page.Locator("#email").FillAsync(SignInTests.Email);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(site.Host.Url, "/home").AbsoluteUri);
    }
}
