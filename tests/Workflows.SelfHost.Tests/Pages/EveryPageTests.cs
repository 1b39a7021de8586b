using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Workflows.Core;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What holds for every page.</summary>
public sealed class EveryPageTests
{
    [Fact]
    public async Task Every_page_is_whole_in_both_languages_small_and_safe()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null, StandInEngine.Register);
        var browser = await SignInTests.SignedIn(site);
        foreach (var page in await EveryPage.Of(site))
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

    [Fact]
    public async Task Every_page_that_is_mapped_is_among_them()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null, StandInEngine.Register);
        var walked = await EveryPage.Of(site);
        var routes = site.Host.AllRoutes
            .Where(r => !r.RoutePattern.RawText!.TrimStart('/').StartsWith("api", StringComparison.Ordinal) && r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
            .Select(r => new TemplateMatcher(TemplateParser.Parse(r.RoutePattern.RawText!.TrimStart('/')), []))
            .ToList();
        var missed = routes
            .Where(r => !walked.Any(address => r.TryMatch(new($"/{address.Split('?')[0].TrimStart('/')}"), [])))
            .Select(r => r.Template.TemplateText!)
            .Where(r => !r.StartsWith("assets/", StringComparison.Ordinal))
            .ToList();

        var known = EveryPage.Files.Concat(EveryPage.Elsewhere).ToHashSet();
        Assert.True(known.SetEquals(missed), $"Not walked: {string.Join(' ', missed.Except(known))}; walked or gone: {string.Join(' ', known.Except(missed))}.");
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
