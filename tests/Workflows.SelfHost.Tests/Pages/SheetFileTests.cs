using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Engine;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Coordinator;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.Web.Workbooks;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Values that come in a file: through the page, under a link as well, and through the API. A leap asks for its word in each of them.</summary>
public sealed class SheetFileTests
{
    private const string Sheet = "sheet";

    private static readonly string Workflow = $"{Towns.IdOf("alfa")}.cycle.2017";
    private static readonly string Answer = $"/t/{Workflow}/values.dsp/answer";

    [Fact]
    public async Task A_sheet_filled_in_elsewhere_is_checked_by_its_cells_looked_at_and_sent()
    {
        await using var desk = await Opened();
        var clerk = desk.Browser;
        await clerk.Open($"{Answer}?lang=bg");
        await clerk.Follow($"main a[href='{Answer}/sheet']");
        await clerk.Submit(null, []);
        Assert.Equal(["#sheet"], clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));

        var wrong = await Upload(clerk, "много", "Нова градина");
        Assert.Contains("I6: „много“ не е число", wrong, StringComparison.Ordinal);
        Assert.Contains("K6: Общото беше 75, а сега е 113", await Upload(clerk, "113", ""), StringComparison.Ordinal);
        Assert.Contains("от стария формат .xls", await Upload(clerk, "sheet.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), StringComparison.Ordinal);
        Assert.Contains("по-голям от 5 MB", await Upload(clerk, "sheet.xlsx", new byte[6 << 20]), StringComparison.Ordinal);
        Assert.Contains("Попълнени: 0 от 3", (await clerk.Open(Answer)).Main, StringComparison.Ordinal);

        await clerk.Open($"{Answer}/values/content");
        await clerk.Submit("back", ("value-content", "1"));
        await Upload(clerk, "113", "Нова градина", "Няма данни за момчетата");
        Assert.Equal((HttpStatusCode.OK, Answer), (clerk.Status, clerk.Path));
        Assert.Contains("Попълнени: 3 от 3", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("review");
        Assert.Contains("Обяснение: Нова градина", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("send");
        var cells = ((Answer.Values)(await desk.Site.Workflow(Workflow)).Tasks[new("values.dsp")].Received[^1].Submission.Answer).Cells;
        Assert.Equal(
            [(110m, null, null), (50m, null, null), (60m, null, null), (113m, "Нова градина", null), (null, null, "Не се води"), (null, null, "Няма данни за момчетата"), (4.5m, null, null)],
            cells.Select(c => (c.Value, c.Comment, c.NoData)));
    }

    [Fact]
    public async Task An_institution_finds_its_sheet_under_its_link_and_only_where_values_are_asked_for()
    {
        await using var site = await Site.Started();
        var (_, activity, _) = await site.Activity();
        var (_, path) = await AnswerTests.Values(site);
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Follow("main a[href$='/answer/sheet']");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.Follow("main a[href$='/sheet/xlsx']");
        Assert.Equal((HttpStatusCode.OK, WorkbookFile.ContentType), (clerk.Status, clerk.Answer.Content.Headers.ContentType?.MediaType));

        foreach (var none in (string[])[$"{activity}/answer/sheet", $"{activity}/answer/sheet/csv", $"{path}/answer/sheet/json"])
            Assert.Equal(HttpStatusCode.NotFound, (await clerk.Open(none)).Status);
    }

    [Fact]
    public async Task A_leap_asks_for_its_word_through_the_API_too()
    {
        await using var desk = await Opened();
        var (api, task) = (desk.Site.Host.Administrator, $"/api/workflows/{Workflow}/tasks/values.dsp");
        var streams = await desk.Site.Host.Streams();
        var values = JsonNode.Parse((await api.Get($"/api/workflows/{Towns.IdOf("alfa")}.cycle.2016/tasks/values.dsp/sheet?format=json")).Body)!;
        values["sheet"] = $"{Workflow}/values.dsp";
        foreach (var cell in values["values"]!.AsArray().Where(c => (string?)c!["indicator"] == Towns.Attending && (string?)c["part"] is null or "boys"))
            cell!["value"] = (decimal)cell["value"]! + 50;
        var answer = new JsonObject { ["answer"] = new JsonObject { ["kind"] = "values", ["cells"] = values["values"]!.DeepClone(), ["differences"] = new JsonArray() } };

        (await api.Post($"{task}/submit", answer)).IsProblem(422, "indicators.outlier");
        (await api.Post($"{task}/sheet", values)).IsProblem(422, "indicators.outlier");
        var csv = await api.Send("POST", $"{task}/sheet?language=en", await Filled(desk, "125", ""), "text/csv");
        csv.IsProblem(422, "sheet.wrong");
        Assert.Equal("K6", (string?)csv.Json["errors"]![0]!["key"]);
        Assert.Equal(streams, await desk.Site.Host.Streams());
        Assert.Equal(HttpStatusCode.OK, (await api.Send("POST", $"{task}/sheet", await Filled(desk, "125", "Нова градина"), "text/csv")).Status);
    }

    /// <summary>2016 is approved with 100 children of age and 75 attending; 2017 is asked for.</summary>
    private static async Task<Desk> Opened()
    {
        var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Open(Towns.StrategyOf("alfa"), 2017);
        return desk;
    }

    private static async Task<string> Upload(Browser clerk, string attending, string comment, string? why = null)
    {
        await clerk.Open($"{Answer}/sheet/csv");
        return await Upload(clerk, "Листове.CSV", Encoding.UTF8.GetBytes(Fill(clerk.Source, attending, comment, why)));
    }

    private static async Task<string> Upload(Browser clerk, string name, byte[] content)
    {
        await clerk.Open($"{Answer}/sheet");
        await clerk.Submit(null, [], (Sheet, name, content));
        return clerk.Main;
    }

    private static async Task<string> Filled(Desk desk, string attending, string comment) =>
        Fill((await desk.Site.Host.Administrator.Get($"/api/workflows/{Workflow}/tasks/values.dsp/sheet?format=csv")).Body, attending, comment, null);

    /// <param name="why">Of the boys; where it is given, neither part has a number.</param>
    private static string Fill(string empty, string attending, string comment, string? why)
    {
        var lines = empty.Split("\r\n").Select(l => l.Split(';')).ToList();
        var boys = decimal.TryParse(attending, out var total) ? $"{total - 10}" : "1";
        foreach (var (row, value) in ((int, string)[])[(1, "110"), (2, "50"), (3, "60"), (5, attending), (6, why is null ? "10" : ""), (7, why is null ? boys : ""), (9, "4,5")])
            lines[row][8] = value;
        lines[5][10] = comment;
        if (why is not null)
            (lines[6][9], lines[7][9]) = ("Не се води", why);
        return string.Join("\r\n", lines.Select(l => string.Join(';', l)));
    }
}
