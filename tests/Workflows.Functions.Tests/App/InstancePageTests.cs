using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Functions.Tests.Storage;
using Workflows.SelfHost.Tests.Pages;
using Workflows.Web.Keys;

namespace Workflows.Functions.Tests.App;

/// <summary>The page on which administrators look after the orchestrations, on the engine's in-memory backend and real storage.</summary>
public sealed class InstancePageTests : IAsyncLifetime
{
    private const string Root = "/administration/orchestrations";
    private const string Cycle = $"{People.Strategy}.cycle.2018";

    private readonly StandingClock _clock = new(new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero));
    private AzureStore _store = null!;
    private SendGridServer _sendGrid = null!;
    private TheApp _app = null!;

    public async Task InitializeAsync()
    {
        _store = await AzureStore.Start();
        _sendGrid = await SendGridServer.Start();
        _app = await TheApp.Start(_store.Storage, _clock, _sendGrid);
        await new People(_clock).Begin(_app);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sendGrid.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Each_command_is_asked_for_confirmed_and_done()
    {
        using var browser = await SignedIn(ActorKind.Administrator, null);
        await browser.Open("/administration?lang=bg");
        await browser.Follow($"main a[href='{Root}']");
        // Between two turns an orchestration says nothing of itself.
        for (var look = 0; look < 100 && !Row(browser).TextContent.Contains("отворени задачи:", StringComparison.Ordinal); look++)
        {
            await Task.Delay(20);
            await browser.Open(Root);
        }

        Assert.Contains("В ход", Row(browser).TextContent, StringComparison.Ordinal);
        Assert.Contains("отворени задачи:", Row(browser).TextContent, StringComparison.Ordinal);
        await browser.Follow($"tbody a[href='{Root}/{Cycle}']");
        Assert.Equal($"/administration/workflows/{Cycle}", browser.Page.QuerySelectorAll("main a")[^1].GetAttribute("href"));

        await Command(browser, "suspend", "Спряна");
        await Command(browser, "resume", "В ход");
        await Command(browser, "terminate", "Прекратена");
        await Command(browser, "restart", "В ход");
        await Command(browser, "terminate", "Прекратена");
        await browser.Open($"{Root}/{Cycle}/purge");
        await browser.Submit();
        Assert.Equal(($"{Root}?done=purge", HttpStatusCode.OK), (browser.Path, browser.Status));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("tbody th"), t => t.TextContent.Trim() == Cycle);

        // The workflow is there, and its orchestration can be begun.
        await browser.Open($"{Root}/{Cycle}");
        Assert.Contains("Няма оркестрация", browser.Main, StringComparison.Ordinal);
        await Command(browser, "restart", "В ход");
    }

    [Fact]
    public async Task A_list_is_narrowed_and_goes_on_page_by_page()
    {
        using var browser = await SignedIn(ActorKind.Administrator, null);
        await browser.Open($"{Root}?q={People.Strategy}.&state=");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.All(Ids(browser), id => Assert.StartsWith($"{People.Strategy}.", id, StringComparison.Ordinal));
        await browser.Open($"{Root}?state=Suspended");
        Assert.Empty(Ids(browser));

        foreach (var i in Enumerable.Range(0, 40))
            await _app.Http.PostAsync($"/api/orchestrations/{People.Strategy}.made-up.{i:00}/restart", null);
        var seen = new List<string>();
        await browser.Open(Root);
        for (seen.AddRange(Ids(browser)); browser.Page.QuerySelector("nav.pagination a[rel=next]") is not null; seen.AddRange(Ids(browser)))
        {
            Assert.True(Ids(browser).Count <= 25);
            await browser.Follow("nav.pagination a[rel=next]");
        }

        Assert.True(seen.Count > 40, $"{seen.Count}");
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_pages_are_whole_in_both_languages_and_take_only_what_the_engine_takes()
    {
        using var browser = await SignedIn(ActorKind.Administrator, null);
        foreach (var page in (string[])[Root, $"{Root}/{Cycle}", $"{Root}/{Cycle}/suspend", $"{Root}/{Cycle}/terminate", $"{Root}/{Cycle}/restart", $"{Root}/{People.Strategy}"])
        {
            await browser.Open($"{page}?lang=en");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Single(browser.Page.QuerySelectorAll("h1"));
            Assert.DoesNotMatch("[Ѐ-ӿ]{3,}", browser.Main);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(browser.Source), 1, 80_000);
        }

        foreach (var none in (string[])[$"{Root}/{Cycle}/resume", $"{Root}/{Cycle}/purge", $"{Root}/none-2018-2022", $"{Root}/none-2018-2022/restart", $"{Root}/{Cycle}9/suspend"])
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(none)).Status);
    }

    [Theory]
    [InlineData(ActorKind.Administrator, "sevlievo")]
    [InlineData(ActorKind.Coordinator, "sevlievo")]
    [InlineData(ActorKind.Coordinator, "balchik")]
    [InlineData(null, null)]
    public async Task Nobody_but_an_administrator_of_the_whole_installation_finds_them(ActorKind? role, string? municipality)
    {
        using var browser = role is { } known ? await SignedIn(known, municipality) : new Browser(_app.Http.BaseAddress!);
        foreach (var page in (string[])[Root, $"{Root}/{Cycle}", $"{Root}/{Cycle}/suspend", $"{Root}/none", $"{Root}/none/suspend"])
        {
            await browser.Open(page);
            Assert.Equal(role is null ? ("/sign-in", HttpStatusCode.OK) : (page, HttpStatusCode.NotFound), (browser.Path, browser.Status));
        }

        await browser.Post($"{Root}/{Cycle}/terminate", new Dictionary<string, string>());
        Assert.Equal(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Running, (await _app.Client.GetInstanceAsync(Cycle))!.RuntimeStatus);
    }

    private static IElement Row(Browser browser) =>
        browser.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == Cycle);

    private static List<string> Ids(Browser browser) => [.. browser.Page.QuerySelectorAll("tbody th").Select(t => t.TextContent.Trim())];

    /// <summary>From the orchestration's page through the question to the state that comes of it.</summary>
    private static async Task Command(Browser browser, string command, string state)
    {
        // The engine drops what it is asked in the moment in which a turn begins anew; then it is asked again, as people would.
        for (var attempt = 1; ; attempt++)
        {
            await browser.Open($"{Root}/{Cycle}");
            await browser.Follow($"main a[href$='/{command}']");
            await browser.Submit();
            Assert.Equal($"{Root}/{Cycle}?done={command}", browser.Path);
            Assert.NotNull(browser.Page.QuerySelector(".banner.good"));
            if (await Becomes(browser, state))
                return;
            Assert.True(attempt < 12, $"After {command}: {browser.Main}");
        }
    }

    private static async Task<bool> Becomes(Browser browser, string state)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (browser.Page.QuerySelector("main strong.tag")?.TextContent != state)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(10))
                return false;
            await Task.Delay(20);
            await browser.Open($"{Root}/{Cycle}");
        }

        return true;
    }

    private async Task<Browser> SignedIn(ActorKind role, string? municipality)
    {
        var (id, token) = ($"person-{role}-{municipality}".ToLowerInvariant(), new string('s', 43));
        await _app.Services.GetRequiredService<IPeople>().Add(
            new(id, "Калина Василева", $"{id}@example.org", Language.Bg, role, municipality is null ? null : new MunicipalityId(municipality), _clock.Now, null));
        await _app.Services.GetRequiredService<ISessions>().Save(new($"session-{id}", KeyMaker.HashOf(token), id, "Browser", _clock.Now, _clock.Now, null));
        var browser = new Browser(_app.Http.BaseAddress!);
        browser.Cookies.Add(new Cookie("workflows-session", token, "/", _app.Http.BaseAddress!.Host));
        return browser;
    }
}
