using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Coordinators and administrators sign in by a mailed link.</summary>
public sealed class SignInTests
{
    internal const string Email = "maria@sevlievo.example.org";

    [Fact]
    public async Task A_mailed_link_begins_a_session_once_and_leads_where_one_wanted_to_go()
    {
        await using var site = await With(ActorKind.Coordinator, "sevlievo");
        var maria = site.Browser();
        await maria.Open("/account/sessions");
        Assert.Equal("/sign-in", maria.Path);
        await maria.Submit(null, ("email", "Maria@Sevlievo.example.org"));
        Assert.Equal("/sign-in/sent", maria.Path);
        await site.Deliver();
        var link = Assert.Single(site.Links(Email, "Връзка за вход"));

        // A scanner looks and presses the button.
        var scanner = site.Browser();
        await scanner.Open(link);
        await scanner.Submit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, scanner.Status);
        await scanner.Submit(null, ("email", "other@example.org"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, scanner.Status);

        await maria.Open(link);
        await maria.Submit(null, ("email", Email));
        Assert.Equal("/account/sessions", maria.Path);
        var cookie = maria.Cookies.GetAllCookies()["workflows-session"]!;
        Assert.True(cookie.HttpOnly);

        var second = site.Browser();
        await second.Open(link);
        Assert.Equal(HttpStatusCode.Gone, second.Status);

        await maria.Open("/home");
        Assert.Contains("2016–2020", maria.Main, StringComparison.Ordinal);
        site.Clock.Now += TimeSpan.FromHours(7);
        await maria.Open("/home");
        site.Clock.Now += TimeSpan.FromHours(7);
        Assert.Equal("/home", (await maria.Open("/home")).Path);
        site.Clock.Now += TimeSpan.FromHours(8);
        Assert.Equal("/sign-in", (await maria.Open("/home")).Path);
    }

    [Fact]
    public async Task Nobody_learns_who_has_access()
    {
        await using var site = await With(ActorKind.Coordinator, "sevlievo");
        var (known, unknown) = (site.Browser(), site.Browser());
        foreach (var (browser, email) in new[] { (known, Email), (unknown, "nobody@example.org") })
        {
            await browser.Open("/sign-in");
            await browser.Submit(null, ("email", email));
        }

        Assert.Equal((known.Status, known.Path, known.Source), (unknown.Status, unknown.Path, unknown.Source));
        await site.Deliver();
        Assert.Single(site.Mails(), m => m["subject"] == "Връзка за вход");
    }

    [Fact]
    public async Task A_revoked_session_or_person_is_signed_out_at_once()
    {
        await using var site = await With(ActorKind.Coordinator, "sevlievo");
        var (first, second) = (await SignedIn(site), await SignedIn(site));
        await first.Open("/account/sessions");
        await first.Submit();
        Assert.Equal("/sign-in", (await second.Open("/home")).Path);
        Assert.Equal("/home", (await first.Open("/home")).Path);
        await site.Get<IPeople>().Revoke("person-1", site.Clock.Now);
        Assert.Equal("/sign-in", (await first.Open("/home")).Path);
    }

    [Fact]
    public async Task Another_municipality_finds_nothing()
    {
        await using var site = await With(ActorKind.Coordinator, "balchik");
        var (task, path, _) = await site.Activity();
        var stranger = await SignedIn(site);
        foreach (var page in (string[])["", "/answer", "/receipt"])
        {
            await stranger.Open($"/t/{task.Workflow}/{task.Id}{page}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            Assert.DoesNotContain(task.Title.Bg, stranger.Source, StringComparison.Ordinal);
        }

        await stranger.Open("/home");
        Assert.DoesNotContain("sevlievo", stranger.Main, StringComparison.Ordinal);
        Assert.NotNull(path);
    }

    [Fact]
    public async Task The_first_administrator_says_who_they_are_and_the_link_is_used_up()
    {
        await using var site = await Site.Started();
        var link = (await site.Get<FirstAdministrator>().Link())!.AbsolutePath;
        var first = site.Browser();
        await first.Open(link);
        await first.Submit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        await first.Submit(null, ("name", "Админ"), ("email", "admin@example.org"));
        Assert.Equal("/home", first.Path);
        Assert.Equal(ActorKind.Administrator, Assert.Single(await site.Get<IPeople>().List(new())).Role);
        Assert.Equal(HttpStatusCode.Gone, (await site.Browser().Open(link)).Status);
        Assert.Null(await site.Get<FirstAdministrator>().Link());
    }

    internal static async Task<Browser> SignedIn(Site site)
    {
        var browser = site.Browser();
        await browser.Open("/sign-in");
        await browser.Submit(null, ("email", Email));
        await site.Deliver();
        await browser.Open(site.Links(Email, "Връзка за вход").Single());
        await browser.Submit(null, ("email", Email));
        Assert.Equal("/home", browser.Path);
        site.Clock.Now += TimeSpan.FromMinutes(6);
        return browser;
    }

    internal static async Task<Site> With(ActorKind role, string? municipality, Action<IServiceCollection>? more = null)
    {
        var site = await Site.Started(more);
        var only = municipality is null ? (MunicipalityId?)null : new MunicipalityId(municipality);
        await site.Get<IPeople>().Add(new("person-1", "Мария Иванова", Email, Language.Bg, role, only, site.Clock.Now, null));
        return site;
    }
}
