using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.SelfHost.Tests.Api;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What holds for every page.</summary>
public sealed class EveryPageTests
{
    [Fact]
    public async Task Every_page_is_whole_in_both_languages_small_and_safe()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var (task, path, all) = await site.Activity();
        var browser = await SignInTests.SignedIn(site);
        var effect = Workflows.Web.Pages.Administration.EffectPages.AddressOf((await site.Host.Ledger.List(new(null, null, null, null, null, 1)))[0].Key);
        var mail = $"/mail/{(await site.Get<Core.Ports.ISentMails>().List(null, 1))[0].Name}";
        foreach (var page in (string[])["/", "/home", "/sign-in", "/sign-in/sent", "/sign-in/none", "/account/sessions", "/link-sent", "/none",
            "/administration", "/administration/workflows", "/administration/strategies", $"/administration/workflows/{ApiHost.Cycle}", $"/administration/workflows/{ApiHost.Cycle}/suspend", $"/administration/workflows/{ApiHost.Cycle}/cancel", "/administration/effects?state=", effect, "/administration/keys", "/administration/people", "/administration/people/person-1", "/administration/people/person-1/revoke", "/administration/storage", "/administration/failures", "/administration/versions",
            "/mail", mail, "/public", $"/public/{ApiHost.Strategy}",
            path, all, $"{all}?done=true", $"{path}/answer", $"/t/{task.Workflow}/{task.Id}",
            .. await ClerkPages(site), .. Coordinators(task)])
        {
            foreach (var language in (string[])["bg", "en"])
            {
                await browser.Open($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                Assert.Equal(language, browser.Page.DocumentElement.GetAttribute("lang"));
                Assert.Single(browser.Page.QuerySelectorAll("h1"));
                Assert.NotNull(browser.Page.QuerySelector("[role=note].clock"));
                Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src])"));
                Assert.DoesNotContain(browser.Page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
                Assert.Contains("default-src 'none'", browser.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
                if (language == "en")
                    Assert.Empty(HalfTranslated(browser));
                var styles = await new HttpClient { BaseAddress = site.Host.Url }.GetByteArrayAsync(browser.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(browser.Source) + styles.Length, 1, 100_000);
            }
        }
    }

    /// <summary>The forms of the kinds that are open now, a draft's review, a receipt, a meeting to schedule, and the preview of mails.</summary>
    internal static async Task<IReadOnlyList<string>> ClerkPages(Site site)
    {
        var pages = new List<string> { "/mail-preview", "/mail-preview/Digest" };
        var w = await site.Workflow();
        foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed).DistinctBy(t => w.StepOf(t)!.Kind.GetType()))
        {
            var path = $"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}";
            pages.Add($"{path}/answer");
            if (w.StepOf(task)!.Kind is Core.Templates.StepKind.Meeting)
                pages.Add($"{path}/schedule");
            if (w.StepOf(task)!.Kind is Core.Templates.StepKind.CollectIndicators kind)
                pages.AddRange($"{path}/answer/sheet", $"{path}/answer/values/{Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner).First().Id}");
        }

        var (_, activity, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("review", InstitutionTests.Filled(clerk, "Готово."));
        await clerk.Submit("send");
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("save", ("note", "Готово изцяло."));
        return [.. pages, $"{activity}/receipt", $"{activity}/answer/review", activity];
    }

    /// <summary>Of the first cycle, which has everything that a coordinator's pages show.</summary>
    internal static IEnumerable<string> Coordinators(Core.Ports.TaskRow task)
    {
        var (workflow, strategy) = ($"/workflows/{task.Workflow}", $"/strategies/{task.Workflow.Value.Split('.')[0]}");
        return
        [
            "/home?all=true", "/home?municipality=sevlievo", "/home/tasks?show=open&municipality=sevlievo",
            "/strategies", "/strategies/new", strategy, $"{strategy}/start", $"{strategy}/days", $"{strategy}/amend", $"{strategy}/record", $"{strategy}/recommendations",
            $"{strategy}/progress", $"{strategy}/indicators", $"{strategy}/indicators/pupils-returned", $"{strategy}/region", $"{strategy}/region/pupils-returned", $"{strategy}/reports",
            $"{strategy}/institutions/administration", $"{strategy}/institutions/administration/contacts", $"{strategy}/institutions/administration/links",
            workflow, $"{workflow}/trail", $"{workflow}/mail", $"{workflow}/do/cancel", $"{workflow}/steps/{task.Step}", $"{workflow}/steps/{task.Step}/do/waive",
            $"{workflow}/tasks/{task.Id}", $"{workflow}/tasks/{task.Id}/mail", $"{workflow}/tasks/{task.Id}/links", $"{workflow}/tasks/{task.Id}/do/reassign",
            "/templates", "/templates/yearly-cycle-sevlievo", $"/templates/yearly-cycle-sevlievo/of/{task.Workflow}",
        ];
    }

    [Fact]
    public async Task No_form_is_read_that_was_not_shown()
    {
        await using var site = await Site.Started();
        var posts = site.Host.AllRoutes
            .Where(r => !r.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal) && r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
            .Select(r => "/" + string.Join('/', r.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l ? l.Content : "x")))))
            .ToList();
        Assert.True(posts.Count >= 7, string.Join(' ', posts));
        foreach (var post in posts)
        {
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Host.Url };
            using var answer = await client.PostAsync(post, new FormUrlEncodedContent([new("email", "a@example.org")]));
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.SeeOther, $"{post}: {answer.StatusCode}");
            if (answer.StatusCode is HttpStatusCode.SeeOther)
                Assert.EndsWith("/sign-in", $"{answer.Headers.Location}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_many_tries_are_put_off()
    {
        await using var site = await Site.Started();
        var guesser = site.Browser();
        for (var i = 0; i < 20; i++)
            await guesser.Open("/sign-in/wrong");
        Assert.Equal(HttpStatusCode.Gone, guesser.Status);
        await guesser.Open("/sign-in/wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, guesser.Status);
        Assert.Equal("Твърде много опити", guesser.Heading);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_the_hash_of_their_content()
    {
        await using var site = await Site.Started();
        var browser = await site.Browser().Open("/");
        await browser.Follow("link[rel=stylesheet]");
        Assert.Equal("public, max-age=31536000, immutable", $"{browser.Answer.Headers.CacheControl}");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/assets/site.000000000000.css")).Status);
    }

    /// <summary>Letters of the other language, but where the markup says that it is the other language, or a name as its bearer writes it.</summary>
    private static IEnumerable<string> HalfTranslated(Browser browser) =>
        browser.Page.Body!.Descendants<IText>()
            .Where(t => t.Data.Any(c => c is >= '\u0400' and <= '\u04ff') && t.ParentElement!.Closest("[translate=no]") is null && t.ParentElement.Closest("[lang]")!.GetAttribute("lang") != "bg")
            .Select(t => t.Data.Trim());
}
