using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.Web.Mail;
using Workflows.Web.Pages;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What keeps a session and the links from who should not have them.</summary>
public sealed class SafetyTests
{
    [Theory]
    [InlineData("https://workflows.example.org/", true)]
    [InlineData("http://127.0.0.1/", false)]
    public async Task A_session_lies_in_a_cookie_that_scripts_and_other_sites_never_get(string address, bool isSecure)
    {
        var sender = new MailAddressee("Workflows", "workflows@sevlievo.example.org");
        await using var site = await Site.Started(services => services.AddSingleton(new MailSettings(new(address), "sevlievo.example.org", sender)));
        using var browser = new Browser(site.Host.Url, followsRedirects: false);

        await browser.Open((await site.Get<FirstAdministrator>().Link())!.AbsolutePath);
        await browser.Submit(null, ("name", "Админ"), ("email", "admin@example.org"));

        Assert.Equal(HttpStatusCode.SeeOther, browser.Status);
        var attributes = browser.Answer.Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("workflows-session=", StringComparison.Ordinal))
            .Split("; ").Skip(1).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(new HashSet<string> { "httponly", "samesite=lax", "path=/" }, attributes);
        Assert.Equal(isSecure, attributes.Contains("secure"));
        Assert.DoesNotContain(attributes, a => a.StartsWith("domain=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_tries_links_too_fast_is_told_to_wait()
    {
        await using var site = await Site.Started(services => services.AddSingleton(new PageLimits(LinksPerMinute: 3)));
        var guesser = site.Browser();
        for (var i = 0; i < 3; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await guesser.Open($"/i/{new string((char)('a' + i), 43)}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.Open($"/i/{new string('z', 43)}")).Status);
        Assert.NotEmpty(guesser.Heading);
    }

    [Fact]
    public async Task Who_asks_for_sign_in_mails_too_fast_is_told_to_wait()
    {
        await using var site = await Site.Started(services => services.AddSingleton(new PageLimits(SignInsPerMinute: 2)));
        var asker = site.Browser();
        foreach (var expected in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests])
        {
            await asker.Open("/sign-in");
            await asker.Submit(null, ("email", "nobody@example.org"));
            Assert.Equal(expected, asker.Status);
        }
    }
}
