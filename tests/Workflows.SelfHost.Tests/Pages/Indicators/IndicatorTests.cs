using System.Net;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Coordinator;

namespace Workflows.SelfHost.Tests.Pages.Indicators;

/// <summary>A coordinator looks whether life got better: progress, indicators, and one of them over the years.</summary>
public sealed class IndicatorTests
{
    private static readonly string Root = $"/strategies/{Towns.IdOf("alfa")}";

    [Fact]
    public async Task Progress_counts_indicators_and_leads_to_them()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        await new Towns(desk.Site).Add("alfa", (100, 75), (110, 78));

        await desk.Browser.Open($"{Root}?lang=bg");
        await desk.Browser.Follow($"a[href='{Root}/progress']");
        Assert.Equal("Напредък по стратегията за 2017 г.", desk.Browser.Heading);
        Assert.Contains("Изостава", desk.Browser.Page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("По план: 0, изостават: 1, без данни: 0", desk.Browser.Page.QuerySelector("svg.standing")!.GetAttribute("aria-label"));
        await desk.Browser.Open($"{Root}/progress?year=2016");
        // 75 of 70 attending, and 75 % of 70 %.
        Assert.Contains("Достигнали целта: 2 от 2 индикатора с данни (100 %).", desk.Browser.Main, StringComparison.Ordinal);

        await desk.Browser.Follow("tbody th a");
        Assert.StartsWith($"{Root}/indicators?year=2016", desk.Browser.Path, StringComparison.Ordinal);
        Assert.Equal(4, desk.Browser.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["75", "70", "107,1", "По план"], Cells(desk.Browser, "К-attending"));
        Assert.Equal(["75", "70", "107,1", "По план"], Cells(desk.Browser, "К-share"));
        Assert.Equal(["100", "–", "–", "Без цел за годината"], Cells(desk.Browser, "К-of-age"));
    }

    [Fact]
    public async Task An_indicator_shows_its_years_its_parts_and_what_was_corrected()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75), (110, 78));
        await towns.Correct("alfa", 2016, 100, 65, "=Забравено училище");

        await desk.Browser.Open($"{Root}/indicators/attending?lang=bg");
        Assert.Equal(["60", "–", "–", ""], Cells(desk.Browser, "Изходна стойност"));
        Assert.Equal(["65 Коригирана", "70", "Изостава", ""], Cells(desk.Browser, "2016"));
        var chart = desk.Browser.Page.QuerySelector("svg.chart[aria-labelledby='total-name total-words']")!;
        Assert.Contains("2016 г. – 65 деца", chart.QuerySelector("desc")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("70", chart.QuerySelector("desc")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(chart.QuerySelector("polyline.target, circle.target"));
        Assert.NotNull(chart.QuerySelector("polyline.baseline"));
        Assert.Equal(["Момичета", "Момчета"], desk.Browser.Page.QuerySelectorAll(".multiples > li > p").Select(p => p.TextContent));
        Assert.Equal(["–", "55", "68", "–", "–", "–"], Cells(desk.Browser, "Момчета"));
        Assert.Equal(["75", "65", "=Забравено училище"], Cells(desk.Browser, "2016, общо").Take(3));

        await desk.Browser.Open($"{Root}/indicators/share");
        Assert.Equal("65 Коригирана", Cells(desk.Browser, "2016")[0]);
        Assert.Contains(Cells(desk.Browser, "2016, общо (Брой attending)"), c => c == "75");

        await desk.Browser.Open($"{Root}/progress?year=2016");
        Assert.Contains("Изостава С коригирани стойности", Cells(desk.Browser, "1.1")[0], StringComparison.Ordinal);
        Assert.True((bool)(await desk.Site.Host.Administrator.Get($"/api{Root}/progress?year=2016")).Json["priorities"]![0]!["goals"]![0]!["corrected"]!);
        await desk.Browser.Open($"{Root}/progress?year=2017");
        Assert.Equal("Изостава", Cells(desk.Browser, "1.1")[0]);
        await desk.Browser.Open($"{Root}/reports/monitoring-report/2016/html");
        var row = Assert.Single(desk.Browser.Page.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("=Забравено училище", StringComparison.Ordinal) && r.TextContent.Contains("общо", StringComparison.Ordinal));
        Assert.Equal(("75", "65", "К-share"), (row.Children[2].TextContent.Trim(), row.Children[3].TextContent.Trim(), row.Children[^1].TextContent.Trim()));

        await desk.Browser.Open($"{Root}/csv/indicators/attending");
        Assert.Equal("text/csv", desk.Browser.Answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("attending;К-attending;Брой attending;деца;Общо;;2016;65;;70;не;не;коригирана", desk.Browser.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Open($"{Root}/indicators/none")).Status);
    }

    [Fact]
    public async Task A_break_in_the_series_is_marked_and_said()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Amend("alfa", s => s with
        {
            Indicators = [.. s.Indicators.Select(i => i.Id.Value == Towns.Attending
                ? i with { Method = new("По посещения", "By visits"), Revision = new(2, new("Броят се посещения", "Visits are counted"), false) }
                : i)],
        });
        var amended = await desk.Site.Strategy(Towns.IdOf("alfa"));
        await towns.Open(amended, 2017);
        await towns.Answer(amended, 2017, 110, 78);
        await desk.Site.Do(new Core.Engine.WorkflowCommand.Accept(new("values.dsp"), null), $"{Towns.IdOf("alfa")}.cycle.2017");

        await desk.Browser.Open($"{Root}/indicators/attending?lang=bg");

        Assert.Contains("Прекъсване на реда Броят се посещения", Cells(desk.Browser, "2017")[3], StringComparison.Ordinal);
        Assert.NotNull(desk.Browser.Page.QuerySelector("svg.chart polyline.break"));
        Assert.Contains("68 *", Cells(desk.Browser, "Момчета"));
        foreach (var report in (string[])["monitoring-report", "evaluation-dossier"])
        {
            await desk.Browser.Open($"{Root}/reports/{report}/2017/html");
            Assert.Single(desk.Browser.Page.QuerySelectorAll("main p"), p => p.TextContent.StartsWith("Прекъсване на реда през 2017 г.: Броят се посещения.", StringComparison.Ordinal));
            await desk.Browser.Open($"{Root}/reports/{report}/2016/html");
            Assert.DoesNotContain("Прекъсване", desk.Browser.Main, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everything_is_taken_away_in_each_form_with_its_data_dictionary()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        await new Towns(desk.Site).Add("alfa", (100, 75));
        await desk.Browser.Open($"{Root}/indicators?lang=bg");
        var files = desk.Browser.Page.QuerySelectorAll("#export ~ ul a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal([$"{Root}/export/xlsx", $"{Root}/export/csv", $"{Root}/export/json", $"{Root}/csv/data-dictionary"], files);

        await desk.Browser.Open(files[1]);
        Assert.Contains("alfa;alfa-2016-2020;attending;К-attending;Брой attending;деца;2016;Общо;;75;;70;;одобрена;1;dsp;", desk.Browser.Source, StringComparison.Ordinal);
        await desk.Browser.Open(files[2]);
        Assert.Contains("\"indicators\":[{\"id\":\"of-age\"", desk.Browser.Source, StringComparison.Ordinal);
        await desk.Browser.Open(files[3]);
        Assert.Contains("share;К-share;Брой share;%;за напредък;дял;не;повече;;attending / of-age × 100;Пол;dsp;;1;;1.1", desk.Browser.Source, StringComparison.Ordinal);
        Assert.Equal(desk.Browser.Source.TrimStart('\uFEFF'), (await desk.Site.Host.Administrator.Get($"/api{Root}/data-dictionary")).Body.TrimStart('\uFEFF'));
        await desk.Browser.Open(files[0]);
        using var workbook = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(await desk.Browser.Answer.Content.ReadAsByteArrayAsync()), false);
        Assert.Equal(["Всички стойности", "Речник на данните"], workbook.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value));
    }

    [Fact]
    public async Task Every_view_of_another_municipality_is_as_if_there_were_none()
    {
        await using var desk = await Desk.Open(municipality: "beta");
        await new Towns(desk.Site).Add("alfa", (100, 75));
        foreach (var view in (string[])["progress", "csv/progress", "indicators", "export/xlsx", "csv/data-dictionary", "indicators/attending", "csv/indicators/attending", "region", "csv/region", "region/attending", "csv/region/attending", "recommendations", "csv/recommendations"])
            Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Open($"{Root}/{view}")).Status);
    }

    /// <summary>What stands in the row of this heading, whatever white space is between its words.</summary>
    internal static IReadOnlyList<string> Cells(Browser browser, string heading)
    {
        var row = browser.Page.QuerySelectorAll("tbody tr").FirstOrDefault(r => r.QuerySelector("th")!.TextContent.StartsWith(heading, StringComparison.Ordinal));
        Assert.True(row is not null, $"{heading}: {browser.Main}");
        return [.. row.QuerySelectorAll("td").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }
}
