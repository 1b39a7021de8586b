using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Hosting;

public sealed class VirtualClockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task GivenAClockWithinTheStrategy_WhenTheServerStarts_ThenItsCycleIsOpenAndEveryAnswerNamesTheClock()
    {
        using var server = await ServerProcess.Start(_directory.Data.Root, "--clock", "2018-03-01");
        using var http = server.Client(server.Key!);

        using var ready = await http.GetAsync("health/ready");
        var strategy = await http.GetFromJsonAsync<JsonObject>("api/strategies/sevlievo-2016-2020");

        Assert.StartsWith("virtual; now=2018-03-01T06:0", ready.Headers.GetValues("Workflows-Clock").Single(), StringComparison.Ordinal);
        Assert.NotNull(strategy);
    }

    [Fact]
    public async Task GivenTheRealClock_WhenTheServerStarts_ThenTheStrategyBeginsThisYearAndNoAnswerNamesAClock()
    {
        using var server = await ServerProcess.Start(_directory.Data.Root);
        using var http = server.Client(server.Key!);
        var year = DateTime.UtcNow.Year;

        using var answer = await http.GetAsync($"api/strategies/sevlievo-{year}-{year + 4}");

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.False(answer.Headers.Contains("Workflows-Clock"));
    }

    public void Dispose() => _directory.Dispose();
}
