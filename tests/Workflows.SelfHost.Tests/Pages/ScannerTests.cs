using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Workflows.Contracts;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What programs do to links in mails before people see them, done to every link of a year.</summary>
public sealed partial class ScannerTests
{
    /// <summary>Ask for a mail to the address on file and change nothing else; one in five minutes at the most.</summary>
    private static readonly string[] AsksForMail = ["/renew", "/all"];

    [Fact]
    public async Task No_scanner_changes_anything_by_any_link_of_a_year()
    {
        await using var site = await Site.Started();
        await PlayAYear(site);
        var links = site.Mails().SelectMany(m => Link().Matches(m.Parts[0].Content)).Select(m => m.Groups["path"].Value).Distinct().ToList();
        Assert.True(links.Count > 100, $"{links.Count} links");
        var before = await Everything(site);
        foreach (var link in links)
            await Scan(site, link);
        Assert.Equal(before, await Everything(site));
    }

    private static async Task Scan(Site site, string link)
    {
        var scanner = site.Browser();
        await scanner.Send(new(HttpMethod.Head, link));
        await scanner.Send(new(HttpMethod.Get, link) { Headers = { { "Sec-Purpose", "prefetch;prerender" }, { "Purpose", "prefetch" } } });
        await scanner.Open($"{link}?utm_source=mail&url=https%3A%2F%2Fsafelinks.example.org%2F");
        await scanner.Open($"{link}/");
        await scanner.Open(link);
        Assert.True(scanner.Status is HttpStatusCode.OK or HttpStatusCode.Gone, $"{link}: {scanner.Status}");
        foreach (var page in scanner.Page.QuerySelectorAll("main a.button").Select(a => a.GetAttribute("href")!).Prepend(scanner.Path).ToList())
        {
            await scanner.Open(page);
            var first = scanner.Page.QuerySelector("form ul.tasks a")?.GetAttribute("href");
            await PressEverything(scanner);
            if (first is null)
                continue;
            await scanner.Open(first);
            await PressEverything(scanner);
        }
    }

    /// <summary>Presses every button of every form, with what the form holds and with nothing; where that leads to a review, its buttons too.</summary>
    private static async Task PressEverything(Browser scanner)
    {
        foreach (var form in scanner.Page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().ToList())
        {
            var action = form.GetAttribute("action")!;
            if (AsksForMail.Any(a => action.EndsWith(a, StringComparison.Ordinal)))
                continue;
            await scanner.Post(action, new Dictionary<string, string>());
            Assert.Equal(HttpStatusCode.BadRequest, scanner.Status);
            var held = form.QuerySelectorAll("input, textarea, select").Where(e => e is not IHtmlInputElement { Type: "file" or "radio" or "checkbox" })
                .ToDictionary(e => e.GetAttribute("name")!, e => e switch
                {
                    IHtmlTextAreaElement area => area.Value,
                    IHtmlSelectElement select => select.Value ?? "",
                    _ => e.GetAttribute("value") ?? "",
                });
            foreach (var button in form.QuerySelectorAll("button").Select(b => b.GetAttribute("value") ?? "").ToList())
            {
                await scanner.Post(action, new Dictionary<string, string>(held) { ["button"] = button });
                if (scanner.Path.EndsWith("/review", StringComparison.Ordinal))
                    await scanner.Submit("send");
            }
        }
    }

    /// <summary>Streams, drafts, and what is owed and by which links; not the trail of the links' use, which is what grows.</summary>
    private static async Task<IReadOnlyList<string>> Everything(Site site)
    {
        var drafts = new List<string>();
        foreach (var institution in (await site.Strategy()).Institutions)
            drafts.AddRange((await site.Get<IDrafts>().Of(new("sevlievo"), $"institution/{institution.Id}")).Select(d => $"{d}"));
        return
        [
            .. await site.Host.Streams(),
            .. drafts,
            .. (await site.Get<ILinks>().List(new(Limit: int.MaxValue))).Select(l => $"{l}"),
            .. (await site.Host.Ledger.List(new(null, null, null, null, null, 100_000))).Select(e => $"{e.Key} {e.State}"),
        ];
    }

    private static async Task PlayAYear(Site site)
    {
        for (var month = 0; month < 12; month++)
        {
            await site.Do(new WorkflowCommand.Tick());
            var w = await site.Workflow();
            // Some are never answered, so that there are reminders and escalations.
            foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed).Skip(month % 2).ToList())
            {
                await site.Do(new WorkflowCommand.Submit(task.Id, ValidAnswers.For(w, task, CivilTime.DateOf(site.Clock.Now)) with { SecureDelivery = $"ССЕВ-{month}" }));
                if ((await site.Workflow()).Tasks[task.Id].Status is Core.Engine.TaskStatus.Submitted && month % 3 == 0)
                    await site.Do(new WorkflowCommand.Return(task.Id, "Липсва дата."));
                else if ((await site.Workflow()).Tasks[task.Id].Status is Core.Engine.TaskStatus.Submitted)
                    await site.Do(new WorkflowCommand.Accept(task.Id, null));
            }

            await site.Deliver();
            site.Clock.Now = site.Clock.Now.AddMonths(1);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1(?<path>/i/\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
