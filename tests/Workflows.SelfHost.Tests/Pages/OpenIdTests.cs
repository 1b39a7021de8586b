using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Signing in through another system, against one that really speaks OpenID Connect.</summary>
public sealed class OpenIdTests
{
    private const string Button = "main a[href='/sign-in/openid']";

    [Fact]
    public async Task Who_has_access_comes_in_as_with_a_mailed_link()
    {
        await using var server = await OpenIdServer.Started();
        await using var site = await With(server);
        var maria = site.Browser();
        await maria.Open("/account/sessions");
        Assert.Equal("/sign-in", maria.Path);

        await maria.Follow(Button);

        Assert.Equal("/account/sessions", maria.Path);
        Assert.Equal("Мария Иванова", maria.Page.QuerySelector(".person")!.TextContent);
        await maria.Open("/home");
        await maria.Post("/sign-out", maria.Page.QuerySelectorAll("nav.main input").ToDictionary(e => e.GetAttribute("name")!, e => e.GetAttribute("value")!));
        Assert.Equal("/sign-in", (await maria.Open("/home")).Path);
    }

    [Theory]
    [InlineData("nobody@example.org", true, false)]
    [InlineData(SignInTests.Email, false, false)]
    [InlineData(SignInTests.Email, true, true)]
    public async Task Somebody_unknown_unverified_or_forged_stays_outside_and_learns_nothing(string email, bool isVerified, bool isForged)
    {
        await using var server = await OpenIdServer.Started();
        await using var site = await With(server);
        (server.Email, server.IsVerified, server.IsForged) = (email, isVerified, isForged);
        var stranger = site.Browser();
        await stranger.Open("/sign-in");
        await stranger.Follow(Button);

        Assert.Equal((HttpStatusCode.Forbidden, "Няма достъп"), (stranger.Status, stranger.Heading));
        Assert.DoesNotContain(email, stranger.Source, StringComparison.Ordinal);
        Assert.Empty(await site.Get<ISessions>().Of("person-1"));
        Assert.Equal("/sign-in", (await stranger.Open("/home")).Path);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_lets_nobody_in()
    {
        await using var server = await OpenIdServer.Started();
        await using var site = await With(server);
        var stranger = site.Browser();
        await stranger.Open($"{OpenIdSettings.ReturnPath}?code=stolen&state=invented");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
        await stranger.Open(OpenIdSettings.ReturnPath);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
        Assert.Empty(await site.Get<ISessions>().Of("person-1"));
    }

    [Fact]
    public async Task An_address_without_proof_is_believed_only_where_the_installation_says_so()
    {
        await using var server = await OpenIdServer.Started();
        await using var site = await With(server, trusts: true);
        server.IsVerified = false;
        var maria = site.Browser();
        await maria.Open("/sign-in");
        await maria.Follow(Button);
        Assert.Equal("/home", maria.Path);
    }

    [Fact]
    public async Task Without_such_a_system_there_is_no_way_through_one()
    {
        await using var site = await Site.Started();
        var visitor = site.Browser();
        await visitor.Open("/sign-in");
        Assert.Null(visitor.Page.QuerySelector(Button));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Open("/sign-in/openid")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(OpenIdSettings.ReturnPath)).Status);
    }

    private static Task<Site> With(OpenIdServer server, bool trusts = false) => SignInTests.With(
        ActorKind.Coordinator,
        "sevlievo",
        services => services.AddOpenIdSignIn(new(server.Url, OpenIdServer.ClientId, OpenIdServer.ClientSecret, "общинската директория", trusts)));
}
