using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Workflows.Core;
using Workflows.SelfHost.Tests.Pages;

namespace Workflows.Browser.Tests;

/// <summary>axe-core finds nothing to complain of on any page, in both languages and both colour schemes.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [BrowserTheory]
    [InlineData("bg", ColorScheme.Light)]
    [InlineData("bg", ColorScheme.Dark)]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task No_page_shuts_anybody_out(string language, ColorScheme scheme)
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null, StandInEngine.Register);
        var page = await chromium.Visit(site.Host.Url, scheme);
        await Signing.In(site, page);
        var pages = await EveryPage.Of(site);
        foreach (var address in pages)
        {
            await page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
            await Check(page, address);
        }

        await page.GotoAsync(pages.First(a => a.EndsWith("strategy-draft.mayor/answer", StringComparison.Ordinal)));
        await page.Locator("main button.button").First.ClickAsync();
        await Check(page, "the form with its errors");
    }

    /// <summary>One run in the page itself: the runner of Deque.AxeCore.Playwright opens a second page for each, which takes ten times as long.</summary>
    internal static async Task Check(IPage page, string address)
    {
        await page.EvaluateAsync(Axe);
        var violations = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .map(v => `${v.id} ${v.nodes.map(n => n.html).join(", ")}`)
            """);
        Assert.True(violations.Length == 0, $"{address}: {string.Join("; ", violations)}");
    }
}
