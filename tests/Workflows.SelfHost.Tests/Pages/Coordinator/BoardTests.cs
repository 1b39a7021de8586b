using System.Net;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

/// <summary>What is late and whose it is.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task Late_things_come_first_with_their_owners_the_longest_first()
    {
        await using var desk = await Desk.Open(days: 120);
        var today = Core.Calendar.CivilTime.DateOf(desk.Site.Clock.Now);
        var late = await desk.Site.Get<IListing>().Tasks(new(new("sevlievo"), null, null, null, null, today, null, 500));
        Assert.NotEmpty(late);

        await desk.Browser.Open("/home");

        Assert.Equal($"{late.Count}", desk.Browser.Page.QuerySelector(".figures .bad strong")!.TextContent);
        var rows = desk.Browser.Page.QuerySelectorAll("#late .tasks li");
        Assert.Equal(Math.Min(25, late.Count), rows.Length);
        var first = late.OrderBy(t => t.Due).First();
        Assert.Contains(first.Title.Bg, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(desk.Browser.Page.QuerySelectorAll("#late .hint strong"), e => e.TextContent.Length > 5);
        Assert.Contains($"{today.DayNumber - first.Due.DayNumber} дни закъснение", rows[0].TextContent, StringComparison.Ordinal);
        await desk.Browser.Open("/home/tasks?show=late");
        Assert.Equal(Math.Min(50, late.Count), desk.Browser.Page.QuerySelectorAll(".tasks li").Length);
    }

    [Fact]
    public async Task An_answer_waits_until_it_is_accepted()
    {
        await using var desk = await Desk.Open();
        await desk.Answer();

        await desk.Browser.Open("/home");
        Assert.Equal("1", desk.Browser.Page.QuerySelector(".figures .info strong")!.TextContent);
        // It was answered before its day.
        Assert.Contains("· срок ", desk.Browser.Page.QuerySelector("#waiting .hint")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.Follow("#waiting .tasks a");
        Assert.Equal(Desk.Draft, desk.Browser.Path);
        await desk.Browser.Follow(".acts a.button");
        await desk.Browser.Submit("review");
        await desk.Browser.Submit("send");
        await desk.Browser.Open("/home");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("#waiting .tasks"));
        // Meetings, baseline data and the council's next step stand on the cycle's card.
        Assert.Contains("от 2 проведени", desk.Browser.Page.QuerySelector(".cards")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Следващо решение на съвета", desk.Browser.Page.QuerySelector(".cards")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_several_municipalities_begins_with_those_that_are_late()
    {
        await using var desk = await Desk.Open(ActorKind.Administrator, null);
        await desk.Browser.Open("/home");
        Assert.DoesNotContain("Севлиево", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Open("/home?all=true");
        Assert.Contains("Севлиево", desk.Browser.Main, StringComparison.Ordinal);
        await desk.Browser.Follow("tbody a");
        Assert.Equal("Табло", desk.Browser.Heading);

        await using var later = await Desk.Open(ActorKind.Administrator, null, days: 120);
        await later.Browser.Open("/home");
        Assert.Contains("Севлиево", later.Browser.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_municipality_is_not_there()
    {
        await using var desk = await Desk.Open(municipality: "balchik");
        foreach (var page in (string[])
                 [
                     "/home?municipality=sevlievo", "/home/tasks?show=late&municipality=sevlievo", Desk.Cycle, $"{Desk.Cycle}/trail", $"{Desk.Cycle}/mail", $"{Desk.Cycle}/export",
                     $"{Desk.Cycle}/do/cancel", $"{Desk.Cycle}/steps/strategy-draft", $"{Desk.Cycle}/steps/strategy-draft/do/waive", Desk.Draft, $"{Desk.Draft}/do/waive", $"{Desk.Draft}/mail",
                     $"{Desk.Draft}/links", "/strategies/sevlievo-2016-2020", "/strategies/sevlievo-2016-2020/start", "/strategies/sevlievo-2016-2020/days", "/strategies/sevlievo-2016-2020/amend",
                     "/strategies/sevlievo-2016-2020/record", "/strategies/sevlievo-2016-2020/institutions/mayor", "/strategies/sevlievo-2016-2020/institutions/mayor/contacts",
                     "/strategies/sevlievo-2016-2020/institutions/mayor/links", "/templates/yearly-cycle-sevlievo/of/sevlievo-2016-2020.cycle.2016", $"{Desk.Cycle}/documents/{new string('a', 64)}",
                 ])
        {
            await desk.Browser.Open(page);
            Assert.True(desk.Browser.Status is HttpStatusCode.NotFound, $"{page}: {desk.Browser.Status}");
            Assert.DoesNotContain("Севлиево", desk.Browser.Main, StringComparison.Ordinal);
        }
    }
}
