using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Functions.Orchestrations;
using Workflows.Tables;
using Workflows.Functions.Tests.Storage;

namespace Workflows.Functions.Tests.App;

/// <summary>Sevlievo's cycle of 2018 from the call that starts it to its end: orchestrations, storage and mail are the real ones.</summary>
public sealed class YearTests
{
    // Before the day on which the cycle would open by itself.
    private static readonly DateTimeOffset Start = new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task GivenACycle_WhenEverybodyAnswers_ThenItIsCompletedAndWhateverGoesWrongOnTheWayTheEventsAreTheSame()
    {
        var calm = await Play(stormy: false);
        var stormy = await Play(stormy: true);

        Assert.Equal(calm, stormy);
    }

    /// <returns>Every stream with its version and last hash.</returns>
    private static async Task<IReadOnlyList<string>> Play(bool stormy)
    {
        await using var store = await AzureStore.Start();
        await using var sendGrid = await SendGridServer.Start();
        var clock = new StandingClock(Start);
        var people = new People(clock);
        var app = await TheApp.Start(store.Storage, clock, sendGrid, stormy ? Twice.AddTasks : null);
        await people.Begin(app);
        if (stormy)
        {
            // Everything that runs is lost, and with it every orchestration.
            await people.PlayWhile(app, w => w.Tasks.Count < 12);
            await app.DisposeAsync();
            app = await TheApp.Start(store.Storage, clock, sendGrid, Twice.AddTasks);
            await people.Reconcile(app);
        }

        await people.PlayWhile(app, _ => true);
        Assert.IsType<WorkflowState.Completed>(await People.State(app));
        await Completed(app);
        Assert.InRange(app.Histories.Longest, 1, 50);
        await CheckMail(app, sendGrid);
        var heads = await app.Services.GetRequiredService<IEventStore>().Streams().ToListAsync();
        await app.DisposeAsync();
        return [.. heads.Select(h => $"{h.Stream} {h.Version} {Convert.ToHexStringLower(h.Hash.Span)}")];
    }

    /// <summary>The cycle's orchestration ends with it; at once when it does not rest because a second delivery found nothing.</summary>
    private static async Task Completed(TheApp app)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        if (await app.Client.GetInstanceAsync(People.Cycle.Value) is { IsCompleted: false })
            await app.Client.Wake(StreamId.Of(People.Cycle), patience.Token);
        var instance = await app.Client.WaitForInstanceCompletionAsync(People.Cycle.Value, true, patience.Token);
        Assert.Equal("completed", instance.ReadOutputAs<Standing>()!.Phase);
    }

    /// <summary>No mail is owed and forgotten, and none went out twice.</summary>
    private static async Task CheckMail(TheApp app, SendGridServer sendGrid)
    {
        var entries = await app.Services.GetRequiredService<TableEffectLedger>().List(
            new(null, null, EffectKinds.SendMail, null, null, 10_000), CancellationToken.None);
        Assert.All(entries, e => Assert.True(e.State is EffectState.Sent or EffectState.Dropped, $"{e.Key} is {e.State}: {e.Note}"));
        var keys = sendGrid.Mails.Select(m => (string)m["personalizations"]![0]!["custom_args"]!["key"]!).ToList();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Equal(
            entries.Where(e => e.State is EffectState.Sent).SelectMany(e => e.Note!.Split("; ")).ToHashSet(),
            keys.ToHashSet());
    }
}
