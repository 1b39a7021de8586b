using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Core;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>axe-core finds nothing to complain of on any page, in both languages and both colour schemes.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData("bg", ColorScheme.Light)]
    [InlineData("bg", ColorScheme.Dark)]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task No_page_shuts_anybody_out(string language, ColorScheme scheme)
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var (task, path, all) = await site.Activity();
        var page = await chromium.Visit(site.Host.Url, scheme);
        await SignIn(site, page);
        foreach (var address in (string[])["/", "/home", "/sign-in", "/sign-in/sent", "/account/sessions", "/link-sent", "/none", path, all, $"{path}/answer", $"/t/{task.Workflow}/{task.Id}", .. await EveryPageTests.ClerkPages(site), .. EveryPageTests.Coordinators(task)])
        {
            await page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
            await Check(page, address);
        }

        await page.GotoAsync($"{path}/answer");
        await page.Locator("main button.button").First.ClickAsync();
        await Check(page, "the form with its errors");
    }

    private static async Task Check(IPage page, string address)
    {
        var violations = (await page.RunAxe()).Violations;
        Assert.True(violations.Length == 0, $"{address}: {string.Join("; ", violations.Select(v => $"{v.Id} {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
    }

    private static Task SignIn(Site site, IPage page) => SignedIn.By(site, page);
}

/// <summary>Signs in by the link of the mail.</summary>
internal static class SignedIn
{
    public static async Task By(Site site, IPage page)
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
