using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What an administrator learns that stands in no workflow: strategies that are late, mails that nobody got.</summary>
public sealed class AdministrationNewsTests
{
    [Fact]
    public async Task A_strategy_that_is_late_to_begin_its_workflows_is_seen_and_woken()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        site.Clock.Now = new(2017, 7, 1, 9, 0, 0, TimeSpan.Zero);
        var admin = await SignInTests.SignedIn(site);

        await admin.Open("/administration/strategies");
        Assert.Contains("Закъснява", admin.Main, StringComparison.Ordinal);
        await admin.Submit();

        Assert.Equal("/administration/strategies", admin.Path);
        Assert.DoesNotContain("Закъснява", admin.Main, StringComparison.Ordinal);
        await site.Deliver();
        Assert.Contains(await site.Get<IListing>().Workflows(new(null, null, 2017, null, null, 10)), w => w.Id.Value == $"{ApiHost.Strategy}.cycle.2017");
    }

    [Fact]
    public async Task A_sign_in_mail_that_was_given_up_is_seen_without_its_address()
    {
        await using var site = await Site.Started(services => services.AddSingleton<IMailTransport>(new RefusingTransport()));
        var admin = site.Browser();
        await admin.Open((await site.Get<FirstAdministrator>().Link())!.AbsolutePath);
        await admin.Submit(null, ("name", "Админ"), ("email", SignInTests.Email));
        var asking = await site.Browser().Open("/sign-in");
        await asking.Submit(null, ("email", SignInTests.Email));
        await site.Deliver();

        await admin.Open("/administration/failures");
        Assert.Contains("550", admin.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("@", admin.Main, StringComparison.Ordinal);
        await admin.Open("/administration");
        Assert.NotNull(admin.Page.QuerySelector("main a[href='/mail']"));
        Assert.NotNull(admin.Page.QuerySelector("main a[href='/mail-preview']"));
    }

    /// <summary>A server that knows no recipient.</summary>
    private sealed class RefusingTransport : IMailTransport
    {
        public ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default) => new(new MailResult.Refused($"550 <{mail.To.Address}> no such user"));
    }
}
