using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Tests.Regions;

/// <summary>Nobody waits at a page for a region to be worked out, and no page shows a number that is not the region's.</summary>
public sealed class PatienceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1), Ever = TimeSpan.FromMinutes(1);
    private static readonly string Alfa = $"{Towns.IdOf("alfa")}.cycle.2016", Root = $"/strategies/{Towns.IdOf("alfa")}";

    [Fact]
    public async Task What_takes_longer_goes_on_without_the_one_who_looked()
    {
        await using var site = await Site.Started(HeldEvents.Register);
        var events = (HeldEvents)site.Get<IEventStore>();
        await new Towns(site).Add("alfa", (100, 75));
        using var values = new CurrentValues(events, site.Get<IKeptValues>(), site.Get<StrategyRunner>());
        events.Hold(Alfa);

        Assert.Null((await values.Within(Soon)).Values);
        events.LetGo();

        Assert.Equal(["alfa", "sevlievo"], (await values.Within(Ever)).Values!.Select(v => v.Municipality.Id.Value));
    }

    [Fact]
    public async Task What_broke_off_meanwhile_is_said_once_and_begun_again()
    {
        await using var site = await Site.Started(HeldEvents.Register);
        var events = (HeldEvents)site.Get<IEventStore>();
        await new Towns(site).Add("alfa", (100, 75));
        using var values = new CurrentValues(events, site.Get<IKeptValues>(), site.Get<StrategyRunner>());
        events.Hold(Alfa);
        Assert.Null((await values.Within(Soon)).Values);

        await events.Reached;
        events.Fail(new IOException("The disk is gone."));

        // It may end a moment after it has let the next one work.
        var broken = await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var look = 0; look < 1_000; look++)
                await values.Within(Ever);
        });
        Assert.Equal("The disk is gone.", broken.Message);
        Assert.NotNull((await values.Within(Ever)).Values);
    }

    [Fact]
    public async Task A_page_says_that_the_region_is_not_whole_and_shows_no_number_of_it()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null, services =>
        {
            HeldEvents.Register(services);
            services.AddSingleton(Patience.OfPeople);
        });
        var events = (HeldEvents)site.Get<IEventStore>();
        var towns = await new Towns(site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        var browser = await SignInTests.SignedIn(site);
        events.Hold($"{Towns.IdOf("beta")}.cycle.2016");
        var ahead = site.Get<CurrentValues>().Refresh().AsTask();
        await events.Reached;

        foreach (var page in (string[])["region", "region/attending"])
        {
            await browser.Open($"{Root}/{page}?year=2016&lang=en");
            Assert.Equal("Region of Plain", browser.Heading);
            Assert.Contains("are still being gathered", browser.Main, StringComparison.Ordinal);
            Assert.Contains("of 3 strategies are done", browser.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("75", browser.Main, StringComparison.Ordinal);
            Assert.Equal($"{Root}/{page}?year=2016", browser.Page.QuerySelector("main a.button")!.GetAttribute("href"));
        }

        events.LetGo();
        await ahead;
        // On a busy machine one look more may be needed.
        for (var look = 0; look < 100 && browser.Main.Contains("are still being gathered", StringComparison.Ordinal); look++)
            await browser.Follow("main a.button");
        Assert.Contains("Town beta", browser.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_each_command_the_page_shows_what_it_came_to()
    {
        await using var site = await SignInTests.With(ActorKind.Administrator, null);
        var towns = await new Towns(site).Add("alfa", (100, 75));
        var beta = Towns.StrategyOf("beta");
        var browser = await SignInTests.SignedIn(site);
        Assert.Equal("75", await Attending());

        await towns.Add(beta);
        await towns.Open(beta, 2016);
        await towns.Answer(beta, 2016, 200, 111);
        Assert.Equal("75", await Attending());
        await towns.Accept("beta", 2016);
        Assert.Equal("186", await Attending());
        await towns.Correct("beta", 2016, 200, 112, "Броено двукратно");
        Assert.Equal("187 С коригирани стойности", await Attending());
        await towns.Amend("beta", s => s with { Municipality = s.Municipality with { Region = new("Планина", "Mountain") } });
        Assert.Equal("75", await Attending());

        async Task<string> Attending()
        {
            await browser.Open($"{Root}/region?year=2016&lang=bg");
            return IndicatorTests.Cells(browser, "К-attending")[1];
        }
    }
}
