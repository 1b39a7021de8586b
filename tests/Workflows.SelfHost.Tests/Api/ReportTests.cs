using Workflows.Web.Reports;
using Workflows.Web.Workbooks;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>Reports over the API, in each form under their names.</summary>
public sealed class ReportTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private const string Reports = $"/api/strategies/{ApiHost.Strategy}/reports";

    public async Task InitializeAsync()
    {
        await host.Administrator.Send("POST", "/api/strategies", ApiHost.StrategyFile(ApiHost.Strategy), "application/yaml");
        await host.Administrator.Post($"/api/strategies/{ApiHost.Strategy}/cycles/2016");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("docx", DocxFile.ContentType)]
    [InlineData("xlsx", WorkbookFile.ContentType)]
    public async Task A_report_comes_as_a_file(string format, string type)
    {
        var answer = await host.Administrator.Get($"{Reports}/monitoring-report/2016?format={format}");

        Assert.Equal(
            (type, $"{ApiHost.Strategy}.monitoring-report.2016.{format}"),
            (answer.ContentHeaders.ContentType?.MediaType, answer.ContentHeaders.ContentDisposition?.FileNameStar));
    }

    [Fact]
    public async Task A_report_comes_as_a_page_of_its_own_in_the_language_asked_for()
    {
        var answer = await host.Administrator.Get($"{Reports}/evaluation-dossier/2017?language=en");

        Assert.Equal("text/html", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Contains("<html lang=\"en\">", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<h1>Dossier for the evaluation of the strategy, 2016–2017</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("@media print", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_reported_is_refused_with_the_reason()
    {
        (await host.Administrator.Get($"{Reports}/monitoring-report/2015")).IsProblem(404, "report.outside-period");
        (await host.Administrator.Get($"{Reports}/next-year-plan/2020")).IsProblem(404, "report.no-next-year");
        (await host.Administrator.Get($"{Reports}/weekly-report/2016")).IsProblem(400, "request.parameter");
        (await host.Administrator.Get($"{Reports}/mayor-report/2016?format=pdf")).IsProblem(400, "request.parameter");
        (await host.Administrator.Get("/api/strategies/none-2016-2020/reports/mayor-report/2016")).IsProblem(404, "strategy.unknown");
    }
}
