using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Calendar;
using Workflows.Core.Ports;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What anybody may read, and nothing more.</summary>
public sealed class PublicTests
{
    private const string Page = $"/public/{ApiHost.Strategy}";

    [Fact]
    public async Task Reports_and_decisions_are_there_once_they_were_published_and_their_documents_can_be_read()
    {
        await using var host = await ApiHost.Started();
        var strategy = TemplateLibrary.Load().Value!.Strategies[ApiHost.Strategy];
        await new SimulatedMunicipality(strategy, TemplateLibrary.Load().Value!.Templates, new Chance(7), host.Events, host.Services.GetRequiredService<IDocumentStore>())
            .Play(_ => ValueTask.CompletedTask, CancellationToken.None, CivilTime.MorningOf(new(2017, 12, 1)));
        host.Clock.Now = CivilTime.MorningOf(new(2017, 12, 1));
        using var citizen = new Browser(host.Url);

        await citizen.Open("/");
        await citizen.Follow("main a[href='/public']");
        await citizen.Follow("tbody a");
        Assert.Equal(Page, citizen.Path);
        Assert.False(citizen.Answer.Headers.Contains("X-Robots-Tag"));
        Assert.Contains("Годишен мониторингов доклад", citizen.Main, StringComparison.Ordinal);
        Assert.Contains("Решение №", citizen.Main, StringComparison.Ordinal);
        Assert.Contains(Answers.Place, citizen.Main, StringComparison.Ordinal);
        // Nobody's address.
        Assert.DoesNotContain("@sevlievo", citizen.Main, StringComparison.Ordinal);
        Assert.All(strategy.Institutions.SelectMany(i => i.Contacts), c => Assert.DoesNotContain(c.Email, citizen.Source, StringComparison.Ordinal));

        var document = citizen.Page.QuerySelector("main a[href*='/documents/']")!.GetAttribute("href")!;
        await citizen.Open($"{Page}/feed");
        var feed = XDocument.Parse(citizen.Source);
        var entries = feed.Root!.Elements(feed.Root.Name.Namespace + "entry").ToList();
        Assert.NotEmpty(entries);
        Assert.Equal(entries.Count, entries.Select(e => e.Element(e.Name.Namespace + "id")!.Value).Distinct().Count());
        Assert.StartsWith("application/atom+xml", $"{citizen.Answer.Content.Headers.ContentType}", StringComparison.Ordinal);
        await citizen.Open(document);
        Assert.Equal((HttpStatusCode.OK, "sandbox"), (citizen.Status, citizen.Answer.Headers.GetValues("Content-Security-Policy").Single()));
    }

    [Fact]
    public async Task What_was_not_published_is_not_there()
    {
        await using var site = await Site.Started();
        using var content = new MemoryStream("Чернова"u8.ToArray());
        var draft = await site.Get<IDocumentStore>().Put(new("sevlievo"), "draft.txt", "text/plain", content, 1_000);
        var (task, _, _) = await site.Activity();
        var citizen = site.Browser();

        await citizen.Open(Page);
        Assert.Contains("Още нищо не е публикувано", citizen.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(task.Title.Bg, citizen.Main, StringComparison.Ordinal);
        foreach (var path in (string[])[$"{Page}/documents/{draft!.Hash}", $"{Page}/documents/none", "/public/none", $"/public/{ApiHost.Cycle}", $"/public/{ApiHost.Cycle}/feed"])
            Assert.Equal(HttpStatusCode.NotFound, (await citizen.Open(path)).Status);
    }
}
