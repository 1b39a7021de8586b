using System.Net;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Calendars to subscribe to, and the preview of mails.</summary>
public sealed class FeedTests
{
    [Fact]
    public async Task A_link_to_all_tasks_has_a_calendar_that_outlives_it_until_it_is_revoked()
    {
        await using var site = await Site.Started();
        var all = await site.AllTasks("dsp");
        var reader = site.Browser();
        await reader.Open($"{all}/calendar.ics");
        Assert.Equal("text/calendar", reader.Answer.Content.Headers.ContentType!.MediaType);
        var owed = (await site.Workflow()).Unfinished.Values.Count(t => t.IsOwed && t.Owner.Value == "dsp");
        Assert.Equal(owed, reader.Source.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("/i/", reader.Source, StringComparison.Ordinal);

        site.Clock.Now = site.Clock.Now.AddDays(400);
        await reader.Open(all);
        Assert.Equal(HttpStatusCode.Gone, reader.Status);
        await reader.Open($"{all}/calendar.ics");
        Assert.Equal(HttpStatusCode.OK, reader.Status);

        var link = (await site.Get<LinkDoor>().Find(all.Split('/')[2]))!;
        await site.Get<ILinks>().Revoke(link.Id, site.Clock.Now);
        await reader.Open($"{all}/calendar.ics");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
    }

    [Fact]
    public async Task A_link_to_one_task_has_no_calendar()
    {
        await using var site = await Site.Started();
        var (_, path, _) = await site.Activity();
        var reader = await site.Browser().Open($"/i/{path.Split('/')[2]}/calendar.ics");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
    }

    [Fact]
    public async Task Every_mail_can_be_looked_at_in_both_languages_and_only_by_who_signs_in()
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, new("sevlievo"));
        var before = await site.Host.Streams();
        Assert.EndsWith("/sign-in", (await site.Browser().Open("/mail-preview")).Path, StringComparison.Ordinal);
        var browser = await SignInTests.SignedIn(site);
        foreach (var kind in SampleMails.All)
        {
            await browser.Open($"/mail-preview/{kind}");
            Assert.True(browser.Status is HttpStatusCode.OK, $"{kind}: {browser.Status}");
            Assert.Equal(2, browser.Page.QuerySelectorAll("pre[lang]").Length);
            foreach (var frame in browser.Page.QuerySelectorAll("iframe").Select(f => f.GetAttribute("src")!).ToList())
            {
                await browser.Open(frame);
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.Contains("sandbox", browser.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            }
        }

        await browser.Open("/mail-preview/Recommendation?lang=bg");
        Assert.Contains("Препоръка за изпълнение (срок ", browser.Main, StringComparison.Ordinal);
        await browser.Open("/mail-preview/LateRecommendation");
        Assert.Contains("Просрочена препоръка (срок ", browser.Main, StringComparison.Ordinal);
        Assert.Contains("Overdue recommendation (due ", browser.Main, StringComparison.Ordinal);
        Assert.Contains("Рампа на входа", browser.Page.QuerySelector("pre[lang=bg]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/mail-preview/Nothing")).Status);
        Assert.Equal(before, await site.Host.Streams());
    }
}
