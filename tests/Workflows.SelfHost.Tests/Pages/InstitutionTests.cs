using System.Net;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Links;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>A clerk comes by the link of a mail.</summary>
public sealed class InstitutionTests
{
    [Fact]
    public async Task From_the_mail_through_form_and_review_to_the_receipt()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var clerk = site.Browser();

        await clerk.Open(path);
        Assert.Equal((HttpStatusCode.OK, task.Title.Bg), (clerk.Status, clerk.Heading));
        Assert.NotNull(clerk.Page.QuerySelector(".deadline time[datetime]"));

        await clerk.Follow("main a.button");
        await clerk.Submit("review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        var first = clerk.Page.QuerySelector(".summary a")!.GetAttribute("href")!;
        Assert.Equal("note", clerk.Page.QuerySelector(first)!.Id);

        await clerk.Submit("review", Filled(clerk, "Обучението е проведено."));
        Assert.True(clerk.Status is HttpStatusCode.OK, clerk.Main);
        Assert.Contains("Обучението е проведено.", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("send");
        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
        Assert.Contains($"{task.Workflow}/{task.Id}/1", clerk.Main, StringComparison.Ordinal);

        var uses = await site.Get<ILinkUses>().Of((await site.Get<LinkDoor>().Find(path.Split('/')[2]))!.Id);
        Assert.Contains(uses, u => u is { Act: LinkActs.Answered, Family: "ipv4" });
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_answer()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("review", Filled(clerk, "Готово."));
        var fields = clerk.Page.QuerySelectorAll("main form input").ToDictionary(e => e.GetAttribute("name")!, e => e.GetAttribute("value") ?? "");
        fields["button"] = "send";

        await clerk.Post($"{path}/answer/review", fields);
        var streams = await site.Host.Streams();
        await clerk.Post($"{path}/answer/review", fields);

        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
        Assert.Contains($"{task.Id}/1", clerk.Main, StringComparison.Ordinal);
        Assert.Equal(streams, await site.Host.Streams());
    }

    [Fact]
    public async Task One_link_shows_all_tasks_and_a_task_link_shows_only_its_own()
    {
        await using var site = await Site.Started();
        var (task, path, all) = await site.Activity();
        var clerk = site.Browser();

        await clerk.Open(all);
        Assert.Contains(task.Title.Bg, clerk.Main, StringComparison.Ordinal);
        var others = clerk.Page.QuerySelectorAll("ul.tasks a").Select(a => a.GetAttribute("href")!).Where(h => !h.EndsWith($"/{task.Id}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(others);
        await clerk.Open(others[0]);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);

        var narrow = path.Split('/')[2];
        await clerk.Open(others[0].Replace(all.Split('/')[2], narrow, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        await clerk.Open($"/i/{narrow}");
        Assert.Equal(path, clerk.Path);
    }

    [Fact]
    public async Task An_expired_link_offers_a_new_one_to_the_address_on_file()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        site.Clock.Now = new DateTimeOffset(task.Closed, new(12, 0), TimeSpan.Zero).AddDays(80);
        var clerk = site.Browser();
        await clerk.Open(path);
        Assert.Equal(HttpStatusCode.Gone, clerk.Status);
        Assert.DoesNotContain(task.Title.Bg, clerk.Source, StringComparison.Ordinal);

        await clerk.Submit();
        Assert.Equal("/link-sent", clerk.Path);
        await site.Deliver();
        var renewed = site.Links("", $"Нова връзка: {task.Title.Bg}").Single(l => l.EndsWith($"/{task.Id}", StringComparison.Ordinal));
        Assert.NotEqual(path, renewed);
        await clerk.Open(renewed);
        Assert.Equal((HttpStatusCode.OK, task.Title.Bg), (clerk.Status, clerk.Heading));
    }

    [Fact]
    public async Task A_revoked_or_unknown_link_opens_nothing()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var link = (await site.Get<LinkDoor>().Find(path.Split('/')[2]))!;
        await site.Get<ILinks>().Revoke(link.Id, site.Clock.Now);
        var clerk = site.Browser();

        await clerk.Open(path);
        Assert.Equal(HttpStatusCode.Gone, clerk.Status);
        Assert.DoesNotContain(task.Title.Bg, clerk.Source, StringComparison.Ordinal);
        await clerk.Open(path.Replace(path.Split('/')[2], new string('A', 43), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Fact]
    public async Task A_coordinator_takes_links_of_their_municipality_back_and_no_others()
    {
        await using var site = await Site.Started();
        var (_, path, _) = await site.Activity();
        var (door, link) = (site.Get<LinkDoor>(), (await site.Get<LinkDoor>().Find(path.Split('/')[2]))!);

        Assert.False(await door.Revoke(new("k", ActorKind.Coordinator, new("balchik"), null), link.Id));
        Assert.False(await door.Revoke(new("k", ActorKind.Institution, new("sevlievo"), link.Bearer.Institution), link.Id));
        Assert.True(await door.Revoke(new("k", ActorKind.Coordinator, new("sevlievo"), null), link.Id));
        Assert.False(await door.Revoke(new("k", ActorKind.Coordinator, new("sevlievo"), null), link.Id));
        Assert.Equal(HttpStatusCode.Gone, (await site.Browser().Open(path)).Status);
    }

    [Fact]
    public async Task Scanners_that_look_and_press_buttons_change_nothing()
    {
        await using var site = await Site.Started();
        var streams = await site.Host.Streams();
        var links = site.Mails().SelectMany(m => System.Text.RegularExpressions.Regex.Matches(m.Parts[0].Content, @"http://127\.0\.0\.1(/i/\S+)")).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(links.Count > 10);
        foreach (var link in links)
        {
            var scanner = site.Browser();
            await scanner.Send(new(HttpMethod.Head, link));
            Assert.Equal(HttpStatusCode.OK, scanner.Status);
            await scanner.Open(link);
            Assert.Equal(HttpStatusCode.OK, scanner.Status);
            foreach (var button in scanner.Page.QuerySelectorAll("main a.button").Select(a => a.GetAttribute("href")!).ToList())
            {
                await scanner.Open(button);
                await scanner.Submit(button.EndsWith("/schedule", StringComparison.Ordinal) ? "send" : "review");
                Assert.Equal(HttpStatusCode.UnprocessableEntity, scanner.Status);
                await scanner.Post(button, new Dictionary<string, string>());
                Assert.Equal(HttpStatusCode.BadRequest, scanner.Status);
            }
        }

        Assert.Equal(streams, await site.Host.Streams());
    }

    internal static (string, string)[] Filled(Browser browser, string note) =>
    [
        ("note", note),
        .. browser.Page.QuerySelectorAll("main form input[name^=field-], main form textarea[name^=field-]").Select(e => e.GetAttribute("name")!).Distinct()
            .Select(name => (name, browser.Page.QuerySelector($"[name='{name}']") switch
            {
                AngleSharp.Html.Dom.IHtmlInputElement { Type: "date" } => "2016-11-01",
                AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" } radio => radio.GetAttribute("value")!,
                AngleSharp.Html.Dom.IHtmlInputElement input when input.GetAttribute("inputmode") == "decimal" => "12",
                _ => "текст",
            })),
    ];
}
