using System.Net;
using System.Text.Json.Nodes;
using Workflows.Web.Workbooks;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>Sheets of values over HTTP, from the baseline that opens in the first year.</summary>
public sealed class SheetTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private const string W = $"/api/workflows/{ApiHost.Cycle}";
    private const string Sheet = $"{W}/tasks/baseline.schools/sheet";
    private const string Csv = "text/csv";

    public async Task InitializeAsync()
    {
        await host.Administrator.Send("POST", "/api/strategies", ApiHost.StrategyFile(ApiHost.Strategy), "application/yaml");
        await host.Administrator.Post($"/api/strategies/{ApiHost.Strategy}/cycles/2016");
        foreach (var step in new[] { "rdsp-approval", "indicator-system" })
            await host.Administrator.Post($"{W}/steps/{step}/waive", new JsonObject { ["reason"] = "For the test." });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_sheet_filled_in_answers_its_task_and_the_same_file_again_changes_nothing()
    {
        var filled = await Filled("11;", "5;", "6;");

        var first = await host.Administrator.Send("POST", Sheet, filled, Csv);
        var streams = await host.Streams();
        var second = await host.Administrator.Send("POST", Sheet, filled, Csv);

        Assert.True(first.Status is HttpStatusCode.OK, first.Body);
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(streams, await host.Streams());
        Assert.Equal("submitted", (string?)(await host.Administrator.Get($"{W}/tasks/baseline.schools")).Json["task"]!["state"]);
        var export = await host.Administrator.Get($"/api/strategies/{ApiHost.Strategy}/indicators?format=csv&language=en");
        Assert.Contains("pupils-returned;Н18;Pupils brought back to school;pupils;baseline;Total;;11;", export.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_sheet_is_refused_with_its_cell_and_nothing_is_stored()
    {
        var streams = await host.Streams();

        var text = await host.Administrator.Send("POST", Sheet, await Filled("единадесет;", "5;", "6;"), Csv);
        var sum = await host.Administrator.Send("POST", $"{Sheet}?language=bg", await Filled("12;", "5;", "6;"), Csv);
        var empty = await host.Administrator.Send("POST", Sheet, "", WorkbookFile.ContentType);

        text.IsProblem(422, "sheet.wrong");
        Assert.Equal(("I2", 2, 9), ((string?)text.Json["errors"]![0]!["key"], (int)text.Json["errors"]![0]!["line"]!, (int)text.Json["errors"]![0]!["column"]!));
        sum.IsProblem(422, "sheet.wrong");
        Assert.Contains("Частите дават 11, а общото е 12", sum.Body, StringComparison.Ordinal);
        empty.IsProblem(422, "sheet.wrong");
        (await host.Administrator.Send("POST", Sheet, new string('a', (5 << 20) + 1), Csv)).IsProblem(413, "body.too-large");
        (await host.Administrator.Send("POST", Sheet, "a", "text/html")).IsProblem(415, "media-type.unsupported");
        Assert.Equal(streams, await host.Streams());
    }

    [Theory]
    [InlineData("xlsx", WorkbookFile.ContentType)]
    [InlineData("csv", Csv)]
    [InlineData("json", "application/json")]
    public async Task A_sheet_and_the_database_come_in_each_form_under_their_names(string format, string type)
    {
        var sheet = await host.Administrator.Get($"{Sheet}?format={format}");
        var export = await host.Administrator.Get($"/api/strategies/{ApiHost.Strategy}/indicators?format={format}");

        Assert.Equal((type, $"{ApiHost.Cycle}.baseline.schools.{format}"), (sheet.ContentHeaders.ContentType?.MediaType, sheet.ContentHeaders.ContentDisposition?.FileNameStar));
        Assert.Equal((type, $"{ApiHost.Strategy}.indicators.{format}"), (export.ContentHeaders.ContentType?.MediaType, export.ContentHeaders.ContentDisposition?.FileNameStar));
    }

    [Fact]
    public async Task A_task_that_asks_for_no_values_has_no_sheet() =>
        (await host.Administrator.Get($"{W}/tasks/strategy-draft.mayor/sheet")).IsProblem(422, "task.no-sheet");

    /// <summary>The total and its two parts, filled into the empty sheet as Excel would save it.</summary>
    private async Task<string> Filled(params string[] values)
    {
        var empty = (await host.Administrator.Get($"{W}/tasks/baseline.schools/sheet?format=csv")).Body;
        var lines = empty.Split("\r\n");
        foreach (var (i, value) in values.Index())
        {
            var fields = lines[i + 1].Split(';');
            fields[8] = value.TrimEnd(';');
            lines[i + 1] = string.Join(';', fields);
        }

        return string.Join("\r\n", lines);
    }
}
