using System.Diagnostics;
using Workflows.Functions.Tests.Storage;
using Workflows.Web.Delivery;

namespace Workflows.Functions.Tests.App;

/// <summary>One trace from the call to the mail.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task GivenACallWithATrace_ThenTheMailsThatItOwesAreSentInTheSameOne()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or DeliveryTrace.Source or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var store = await AzureStore.Start();
        await using var sendGrid = await SendGridServer.Start();
        var clock = new StandingClock(new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero));
        var people = new People(clock);
        await using var app = await TheApp.Start(store.Storage, clock, sendGrid);
        await people.Begin(app);
        var before = sendGrid.Traces.Count;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/workflows/{People.Cycle}/suspend") { Content = new StringContent("""{"reason":"Отпуск"}""", null, "application/json") };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        (await app.Http.SendAsync(request)).EnsureSuccessStatusCode();
        await people.Settled(app);

        var traces = sendGrid.Traces.Skip(before).ToList();
        Assert.NotEmpty(traces);
        Assert.All(traces, trace => Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", trace, StringComparison.Ordinal));
    }
}
