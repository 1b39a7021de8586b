using System.Net;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Operations;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>An administrator sees what is stuck and mends it.</summary>
public sealed class AdministrationTests
{
    private const string Workflow = $"/administration/workflows/{ApiHost.Cycle}";

    [Fact]
    public async Task A_workflow_is_found_by_the_beginning_of_its_id_and_suspended_resumed_woken_and_cancelled()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var admin = await SignInTests.SignedIn(site);
        await admin.Open("/administration/workflows?state=running&q=sevlievo-2016-2020.cycle");
        Assert.Equal([Workflow], Links(admin));
        await admin.Open("/administration/workflows?q=sevlievo-2016-2020.cyclf");
        Assert.Empty(Links(admin));

        await admin.Open($"{Workflow}/suspend");
        await admin.Submit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        await admin.Submit(null, ("reason", "Избори"));
        Assert.Equal(Workflow, admin.Path);
        Assert.IsType<WorkflowState.Suspended>(await State(site));

        await admin.Submit();
        Assert.IsType<WorkflowState.Running>(await State(site));

        site.Clock.Now += TimeSpan.FromDays(30);
        await admin.Open(Workflow);
        if (admin.Path != Workflow)
            admin = await SignInTests.SignedIn(site);
        await admin.Open(Workflow);
        Assert.Contains("Закъснява", admin.Main, StringComparison.Ordinal);
        await admin.Submit();
        Assert.Equal($"{Workflow}?woken=true", admin.Path);
        Assert.DoesNotContain("Закъснява", admin.Main, StringComparison.Ordinal);

        await admin.Open($"{Workflow}/cancel");
        await admin.Submit(null, ("reason", "Слята с друга стратегия"));
        Assert.IsType<WorkflowState.Cancelled>(await State(site));
        await admin.Open($"{Workflow}/suspend");
        await admin.Submit(null, ("reason", "Късно"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
    }

    [Fact]
    public async Task The_list_goes_on_over_pages_and_shows_each_once()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        for (var i = 0; i < 30; i++)
        {
            await site.Host.Coordinator.Send(
                "POST", $"/api/strategies/{ApiHost.Strategy}/cases", $$"""{"template": "service-decision", "name": "case-{{i}}"}""", "application/json");
        }

        var admin = await SignInTests.SignedIn(site);
        var seen = new List<string>();
        await admin.Open("/administration/workflows");
        while (true)
        {
            seen.AddRange(Links(admin));
            if (admin.Page.QuerySelector("a[rel=next]") is null)
                break;
            await admin.Follow("a[rel=next]");
        }

        Assert.True(seen.Count > 30);
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_failed_mail_is_retried_or_marked_with_a_reason()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var keys = await Fail(site, 3);
        var admin = await SignInTests.SignedIn(site);

        await admin.Open("/administration");
        Assert.Contains("Чакат намеса: 3", admin.Main, StringComparison.Ordinal);
        await admin.Open("/administration/effects");
        Assert.Equal(3, admin.Page.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("office@sevlievo", admin.Source, StringComparison.Ordinal);

        await admin.Open($"/administration/effects/one?key={Uri.EscapeDataString(keys[0])}");
        await admin.Submit();
        Assert.Contains("again=true", admin.Path, StringComparison.Ordinal);
        Assert.Equal(EffectState.Owed, await StateOf(site, keys[0]));

        await admin.Open($"/administration/effects/one?key={Uri.EscapeDataString(keys[1])}");
        await admin.Follow("main a[href*='as=done']");
        await admin.Submit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        await admin.Submit(null, ("reason", "Казано по телефона"));
        Assert.Equal(EffectState.Sent, await StateOf(site, keys[1]));
        Assert.Contains("person-1: Казано по телефона", admin.Main, StringComparison.Ordinal);

        await admin.Open("/administration/effects");
        await admin.Post("/administration/effects/retry", Hidden(admin, "main form[action='/administration/effects/retry']"));
        Assert.Contains("Отново дължими: 1", admin.Main, StringComparison.Ordinal);
        Assert.Equal(EffectState.Owed, await StateOf(site, keys[2]));
        await site.Deliver();
        Assert.Equal(EffectState.Sent, await StateOf(site, keys[0]));
    }

    [Theory]
    [InlineData("bg", "Неизвестно", "Възможно е да е стигнало до получателя")]
    [InlineData("en", "Unknown", "It may have reached its recipient")]
    public async Task A_mail_that_is_left_unknown_says_that_it_may_have_arrived(string language, string state, string words)
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var key = (await Fail(site, 1, new Delivery.Unknown(null, "[unknown] It may have gone out before."))).Single();
        var admin = await SignInTests.SignedIn(site);

        await admin.Open($"/administration/effects/one?key={Uri.EscapeDataString(key)}&lang={language}");

        Assert.Contains(state, admin.Main, StringComparison.Ordinal);
        Assert.Contains(words, admin.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("9999", admin.Main, StringComparison.Ordinal);
        Assert.NotNull(admin.Page.QuerySelector("main a[href*='as=dropped']"));
        await admin.Open($"/workflows/{ApiHost.Cycle}/mail");
        Assert.DoesNotContain("[unknown]", admin.Main, StringComparison.Ordinal);
        var row = (await site.Host.Coordinator.Get("/api/mail?state=unknown")).Json["items"]![0]!;
        Assert.Equal((key, null), ((string?)row["key"], row["notBefore"]));
    }

    [Fact]
    public async Task The_check_proves_every_stream_and_names_the_one_that_was_changed()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var admin = await SignInTests.SignedIn(site);
        await Check(site, admin);
        Assert.Contains("Всичко е наред", admin.Main, StringComparison.Ordinal);

        site.Host.Execute($"UPDATE streams SET hash = zeroblob(32) WHERE name = '{ApiHost.Cycle}'");
        await Check(site, admin);
        Assert.Contains("краят на потока не съвпада", admin.Main, StringComparison.Ordinal);
        Assert.Single(site.Get<Inspection>().Last!.Faults);
    }

    [Fact]
    public async Task Failed_background_work_is_listed_with_its_times_and_without_addresses()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var failed = site.Get<FailedWork>();
        failed.Record("PassingTime", new StreamId(ApiHost.Cycle), new IOException("The disk of office@sevlievo.example.org is full."));
        failed.Record("PassingTime", new StreamId(ApiHost.Cycle), new IOException("The disk of office@sevlievo.example.org is full."));
        var admin = await SignInTests.SignedIn(site);

        await admin.Open("/administration/failures");
        var row = Assert.Single(admin.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("IOException: The disk of (address) is full.", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", row.QuerySelector(".number")!.TextContent);
        await admin.Open(Workflow);
        Assert.Contains("The disk of (address) is full.", admin.Main, StringComparison.Ordinal);
        await admin.Open("/administration/versions");
        Assert.Contains("yearly-cycle-sevlievo", admin.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_of_one_municipality_sees_nothing_of_the_others_or_of_the_whole()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, "balchik");
        var keys = await Fail(site, 1);
        var theirs = await SignInTests.SignedIn(site);
        await site.Get<IPeople>().Add(new("person-2", "Друг", "other@example.org", Language.Bg, ActorKind.Administrator, null, site.Clock.Now, null));
        foreach (var path in (string[])[Workflow, $"/administration/effects/one?key={Uri.EscapeDataString(keys[0])}", "/administration/people/person-2", "/administration/storage", "/administration/failures", "/administration/versions", "/mail"])
        {
            await theirs.Open(path);
            Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        }

        foreach (var list in (string[])["/administration", "/administration/workflows", "/administration/effects?state=", "/administration/keys", "/administration/people"])
        {
            await theirs.Open(list);
            Assert.Equal(HttpStatusCode.OK, theirs.Status);
            Assert.DoesNotContain("sevlievo", theirs.Page.QuerySelector("main")!.TextContent.Replace("sevlievo-2016.", "", StringComparison.Ordinal).Replace("Например sevlievo", "", StringComparison.Ordinal).Replace(SignInTests.Email, "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_mails_that_were_written_are_shown_as_their_recipients_see_them()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        await site.Activity();
        var admin = await SignInTests.SignedIn(site);
        await admin.Open("/mail");
        await admin.Follow("tbody tr:last-child a");
        Assert.NotNull(admin.Page.QuerySelector("iframe[sandbox]:not([sandbox*=allow-scripts]):not([sandbox*=allow-same-origin])"));
        var (file, body) = (admin.Page.QuerySelector("main a[href$='/file']")!.GetAttribute("href")!, admin.Page.QuerySelector("iframe")!.GetAttribute("src")!);
        await admin.Open(body);
        Assert.StartsWith("sandbox", admin.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("/i/", admin.Source, StringComparison.Ordinal);
        await admin.Open(file);
        Assert.Contains("Message-ID:", admin.Source, StringComparison.OrdinalIgnoreCase);
        foreach (var wrong in (string[])["/mail/none.eml", "/mail/..%2Fworkflows.db", "/mail/workflows.db"])
            Assert.Equal(HttpStatusCode.NotFound, (await admin.Open(wrong)).Status);
    }

    private static async Task Check(Site site, Browser admin)
    {
        await admin.Open("/administration/storage");
        await admin.Submit();
        await site.Get<Inspection>().Ended();
        await admin.Open("/administration/storage");
    }

    /// <summary>Has mails refused by a server that names their recipient.</summary>
    private static async Task<IReadOnlyList<string>> Fail(Site site, int mails, Delivery? outcome = null)
    {
        await site.Host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/suspend", """{"reason": "Elections"}""", "application/json");
        var claimed = (await site.Host.Ledger.Claim(["send-mail"], site.Clock.Now, mails)).Take(mails).ToList();
        await site.Host.Ledger.Settle([.. claimed.Select(e => e.Key)], outcome ?? new Delivery.Failed("550 no such user office@sevlievo.example.org"));
        await site.Deliver();
        return [.. claimed.Select(e => e.Key)];
    }

    private static async Task<EffectState> StateOf(Site site, string key) =>
        (await site.Host.Ledger.List(new(null, null, null, null, null, 10_000))).Single(e => e.Key == key).State;

    private static async Task<WorkflowState> State(Site site) =>
        (await site.Get<WorkflowRunner>().Load(new StreamId(ApiHost.Cycle))).State;

    internal static IReadOnlyList<string> Links(Browser browser) => [.. browser.Page.QuerySelectorAll("main tbody th a").Select(a => a.GetAttribute("href")!)];

    internal static Dictionary<string, string> Hidden(Browser browser, string form) =>
        browser.Page.QuerySelectorAll($"{form} input[type=hidden]").GroupBy(e => e.GetAttribute("name")!).ToDictionary(g => g.Key, g => g.First().GetAttribute("value") ?? "");
}
