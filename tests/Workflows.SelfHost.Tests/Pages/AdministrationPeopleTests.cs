using System.Net;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>An administrator says who may come in: people and keys.</summary>
public sealed class AdministrationPeopleTests
{
    [Fact]
    public async Task A_key_is_shown_once_opens_the_API_and_is_revoked()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var admin = await SignInTests.SignedIn(site);
        await admin.Open("/administration/keys");
        await admin.Submit(null, ("name", ""), ("role", "coordinator"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        await admin.Submit(null, ("name", "Статистика"), ("role", "coordinator"), ("municipality", "sevlievo"));
        Assert.Equal(HttpStatusCode.Created, admin.Status);
        var secret = admin.Page.QuerySelector("code.secret")!.TextContent;
        using var machine = site.Host.Client(secret);
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync("/api/strategies")).StatusCode);

        await admin.Open("/administration/keys");
        Assert.DoesNotContain(secret, admin.Source, StringComparison.Ordinal);
        var id = (await site.Host.Keys.List()).Single(k => k.Name == "Статистика").Id;
        await admin.Open($"/administration/keys/{id}/revoke");
        await admin.Submit();
        Assert.Equal(HttpStatusCode.Unauthorized, (await machine.GetAsync("/api/strategies")).StatusCode);
    }

    [Fact]
    public async Task People_are_added_signed_out_and_revoked_but_never_the_last_administrator()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var admin = await SignInTests.SignedIn(site);
        await admin.Open("/administration/people");
        await admin.Submit(null, ("name", "Георги Петров"), ("email", "georgi@sevlievo.example.org"), ("role", "coordinator"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        await admin.Submit(null, ("name", "Георги Петров"), ("email", "Georgi@sevlievo.example.org"), ("role", "coordinator"), ("municipality", "sevlievo"), ("language", "bg"));
        Assert.Equal("Георги Петров", admin.Heading);
        var georgi = (await site.Get<IPeople>().List(new(Email: "georgi@sevlievo.example.org"))).Single();

        await admin.Open("/administration/people");
        await admin.Submit(null, ("name", "Друг"), ("email", "georgi@sevlievo.example.org"), ("role", "coordinator"), ("municipality", "sevlievo"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);

        await admin.Open($"/administration/people/{georgi.Id}");
        await admin.Post($"/administration/people/{georgi.Id}/link", AdministrationTests.Hidden(admin, "main form"));
        await site.Deliver();
        var his = site.Browser();
        await his.Open(site.Links("georgi@sevlievo.example.org", "Връзка за вход").Single());
        await his.Submit(null, ("email", "georgi@sevlievo.example.org"));
        Assert.Equal("/home", his.Path);

        await admin.Open($"/administration/people/{georgi.Id}");
        await admin.Submit();
        Assert.Equal("/sign-in", (await his.Open("/home")).Path);
        await admin.Open($"/administration/people/{georgi.Id}/revoke");
        await admin.Submit();
        Assert.NotNull((await site.Get<IPeople>().List(new(Id: georgi.Id))).Single().RevokedAt);

        await admin.Open("/administration/people/person-1/revoke");
        await admin.Submit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        Assert.Contains("последният администратор", admin.Main, StringComparison.Ordinal);
        Assert.Null((await site.Get<IPeople>().List(new(Id: "person-1"))).Single().RevokedAt);
    }
}
