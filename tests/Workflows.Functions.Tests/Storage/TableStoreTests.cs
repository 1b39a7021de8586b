using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.Tables;
using Workflows.Web.Delivery;

namespace Workflows.Functions.Tests.Storage;

/// <summary>What Table Storage's limits and the way of writing ask for, beyond what every store does.</summary>
public sealed class TableStoreTests
{
    private static readonly string[] Mail = ["send-mail"];

    [Fact]
    public async Task GivenMoreThanARowTakes_ThenItIsReadBackAsItWasWritten()
    {
        await using var store = await AzureStore.Start();
        var large = Given.Event(new string('я', 1_500_000));

        Assert.Equal(new CommitResult.Saved(2), await store.Events.Commit(Given.Commit("a", 0, large, Given.Event("2"))));

        var read = await store.Another().Events.Read(new("a")).ToListAsync();
        Assert.Equal([large.Body.ToArray(), "2"u8.ToArray()], read.Select(e => e.Body.ToArray()));
        Assert.Equal(1, await store.Storage.Commits.GetBlobsAsync().CountAsync());
    }

    [Fact]
    public async Task GivenMoreThanATransactionTakes_ThenTheCommitIsStillOne()
    {
        await using var store = await AzureStore.Start();
        var commit = Given.Commit("a", 0, [.. Enumerable.Range(0, 250).Select(i => Given.Event($"{i}"))]) with
        {
            Effects = [.. Enumerable.Range(1, 250).Select(i => Given.Effect($"a/{i}/0"))],
            Listing = new(null, Given.Workflow("a", Given.Sevlievo, "s"), [.. Enumerable.Range(0, 150).Select(i => Given.Task("a", $"t{i}", Given.Sevlievo))]),
        };

        Assert.Equal(new CommitResult.Saved(250), await store.Events.Commit(commit));

        Assert.Equal(250, (await store.Events.Read(new("a")).ToListAsync()).Count);
        Assert.Equal(250, (await store.Ledger.Claim(Mail, Given.Noon, 1000)).Count);
        Assert.Equal(150, (await store.Listing.Tasks(new(null, null, null, null, null, null, null, 1000))).Count);
    }

    [Fact]
    public async Task GivenAnIndexThatIsLost_WhenItIsRebuilt_ThenEverythingIsAsBefore()
    {
        await using var store = await AzureStore.Start();
        await store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0", group: "mayor"), Given.Effect("a/1/1")) with { WakeUp = Given.Noon });
        await store.Events.Commit(Given.Listed("s", new(Given.Strategy("s", Given.Sevlievo), null, [])));
        await store.Ledger.Claim(Mail, Given.Noon, 1);
        await store.Ledger.Settle(["a/1/0"], new Delivery.Failed("550"));
        var before = await StoreContent.Of(store);
        foreach (var row in await store.Storage.Index.QueryAsync<TableEntity>().ToListAsync())
        {
            if (row.PartitionKey is StreamIndex.WakePartition or StreamIndex.StrategyPartition || row.PartitionKey.StartsWith("due|", StringComparison.Ordinal))
                await store.Storage.Index.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        Assert.NotEqual(before, await StoreContent.Of(store));
        await store.Healing.HealAll(CancellationToken.None);

        Assert.Equal(before, await StoreContent.Of(store));
        Assert.Equal(["a/1/0"], (await store.Ledger.List(new(null, null, null, EffectState.Failed, null, 10))).Select(e => e.Key));
    }

    [Fact]
    public async Task GivenACommitCutShortAfterItsTransaction_WhenHealed_ThenWhatItOwesIsDelivered()
    {
        var cut = new Cut();
        await using var store = await AzureStore.Start(cut);
        await store.Events.Commit(Given.Commit("a", 0, Given.Event("1")));
        cut.Armed = true;
        await Assert.ThrowsAsync<RequestFailedException>(async () => await store.Events.Commit(
            Given.Commit("a", 1, Given.Event("2")) with { Effects = [Given.Effect("a/2/0")], WakeUp = Given.Noon }));
        cut.Armed = false;
        Assert.Empty(await store.Ledger.Claim(Mail, Given.Noon, 10));

        Assert.Empty(await store.Healing.HealMarked(DateTimeOffset.UtcNow.AddHours(-1), CancellationToken.None));
        Assert.Equal([new StreamId("a")], await store.Healing.HealMarked(DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None));

        Assert.Empty(await store.Healing.HealMarked(DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None));
        Assert.Equal(Given.Noon, await store.WakeUps.Next());
        Assert.Equal(["a/2/0"], (await store.Ledger.Claim(Mail, Given.Noon, 10)).Select(e => e.Key));
    }

    [Fact]
    public async Task GivenACommitWhoseAnswerIsLost_ThenItIsFoundSaved()
    {
        var lost = new LostAnswer();
        await using var store = await AzureStore.Start(lost);
        await store.Events.Commit(Given.Commit("a", 0, Given.Event("1")));

        lost.Armed = true;
        var result = await store.Events.Commit(Given.Commit("a", 1, Given.Event("2")));

        Assert.False(lost.Armed);
        Assert.Equal(new CommitResult.Saved(2), result);
        Assert.Equal(2, (await store.Events.Read(new("a")).ToListAsync()).Count);
    }

    [Fact]
    public async Task GivenADeliveryThatWasNeverRecorded_ThenItIsUnknownAndClaimedAgainUnderItsKey()
    {
        await using var store = await AzureStore.Start();
        await store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")));
        await store.Ledger.Claim(Mail, Given.Noon, 1);
        var later = Given.Noon + TableEffectLedger.LongestDelivery;

        Assert.Equal(0, await store.Tables.ShowUnknown(Mail, later.AddTicks(-1), CancellationToken.None));
        Assert.Equal(1, await store.Tables.ShowUnknown(Mail, later, CancellationToken.None));

        Assert.Equal(["a/1/0"], (await store.Ledger.List(new(null, null, null, EffectState.Unknown, null, 10))).Select(e => e.Key));
        Assert.Equal(2, Assert.Single(await store.Another().Ledger.Claim(Mail, later, 1)).Attempts);
    }

    [Fact]
    public async Task GivenTwoMailsOfOneGroupThatWereBothNeverRecorded_ThenEachGoesOutAgainAsItWas()
    {
        await using var store = await AzureStore.Start();
        foreach (var stream in new[] { "a", "b" })
        {
            await store.Events.Commit(Given.Owing(stream, Given.Effect($"{stream}/1/0", group: "day"), Given.Effect($"{stream}/1/1", group: "day")));
            await store.Ledger.Claim(Mail, Given.Noon, 10);
        }

        var later = Given.Noon + TableEffectLedger.LongestDelivery;
        await store.Tables.ShowUnknown(Mail, later, CancellationToken.None);
        var again = Batch.Of(await store.Another().Ledger.Claim(Mail, later, 10)).ToList();

        Assert.Equal(["a/1/0, a/1/1", "b/1/0, b/1/1"], again.Select(b => string.Join(", ", b.Keys)).Order());
    }

    [Fact]
    public async Task GivenMoreThanTenEvents_ThenEffectsAreListedInTheOrderInWhichTheyWereOwed()
    {
        await using var store = await AzureStore.Start();
        var keys = Enumerable.Range(1, 12).SelectMany(version => Enumerable.Range(0, 12).Select(i => $"a/{version}/{i}")).ToList();
        await store.Events.Commit(Given.Commit("a", 0, [.. Enumerable.Range(0, 12).Select(i => Given.Event($"{i}"))]) with { Effects = [.. keys.Select(k => Given.Effect(k))] });

        foreach (var query in new LedgerQuery[] { new(null, null, null, null, null, 50), new(null, null, null, EffectState.Owed, null, 50) })
        {
            var listed = new List<string>();
            while (await store.Ledger.List(query with { After = listed.LastOrDefault() }) is { Count: > 0 } page)
                listed.AddRange(page.Select(e => e.Key));
            Assert.Equal(keys, listed);
        }

        Assert.Equal(keys, (await store.Ledger.Claim(Mail, Given.Noon, 1000)).Select(e => e.Key));
    }

    [Fact]
    public async Task GivenAMailThatBounces_ThenItsEffectHasFailed()
    {
        await using var store = await AzureStore.Start();
        await store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")));
        await store.Ledger.Claim(Mail, Given.Noon, 1);
        Assert.Null(await store.Tables.SentAs("m2@sevlievo.example.org", CancellationToken.None));
        await store.Ledger.Settle(["a/1/0"], new Delivery.Sent("m1") { References = ["m1@sevlievo.example.org", "m2@sevlievo.example.org"] });

        var sent = Assert.Single((await store.Tables.SentAs("m2@sevlievo.example.org", CancellationToken.None))!);
        await store.Tables.Told([sent.Key], new Delivery.Failed("SendGrid: bounce"), CancellationToken.None);
        await store.Tables.Told([sent.Key], new Delivery.Failed("again"), CancellationToken.None);
        await store.Tables.Told([sent.Key], new Delivery.Sent("delivered"), CancellationToken.None);

        var entry = Assert.Single(await store.Ledger.List(new(null, null, null, EffectState.Failed, null, 10)));
        Assert.Equal(("a/1/0", "SendGrid: bounce"), (entry.Key, entry.Note));
        Assert.True(await store.Ledger.Retry("a/1/0", null, Given.Noon));
    }

    [Fact]
    public async Task GivenAMailOfWhichAPartWasLeftUnknown_ThenItsReferenceFindsAllOfIt_AndWhatIsToldSettlesThatPart()
    {
        await using var store = await AzureStore.Start();
        const string Reference = "m1@sevlievo.example.org";
        await store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0", group: "day"), Given.Effect("a/1/1", group: "day")));
        await store.Ledger.Claim(Mail, Given.Noon, 1);
        await store.Ledger.Settle(["a/1/0"], new Delivery.Unknown(null, "[unknown] may be out") { References = [Reference] });
        await store.Ledger.Settle(["a/1/1"], new Delivery.Sent(Reference) { References = [Reference] });
        await store.Healing.HealAll(CancellationToken.None);

        var found = await store.Another().Tables.SentAs(Reference, CancellationToken.None);
        Assert.Equal([("a/1/0", true), ("a/1/1", false)], found!.Select(e => (e.Key, e.LeftUnknown)));
        await store.Tables.Told([.. found!.Select(e => e.Key)], new Delivery.Sent("delivered"), CancellationToken.None);

        var entries = await store.Ledger.List(new(null, null, null, EffectState.Sent, null, 10));
        Assert.Equal([("a/1/0", "delivered"), ("a/1/1", Reference)], entries.Select(e => (e.Key, e.Note)));
    }

    [Fact]
    public async Task GivenAKeyReservedByOneThatNeverCommits_WhenAnotherStreamUsesIt_ThenOnlyThatOneCounts()
    {
        await using var store = await AzureStore.Start();
        var first = Given.Receipt("k", "a", 1, 1);
        var (_, receipt) = await new CommandKeys(store.Storage).Reserve(first, CancellationToken.None);

        Assert.Equal(new CommitResult.Saved(1), await store.Events.Commit(Given.Commit("b", 0, Given.Event("{}")) with { Command = Given.Receipt("k", "b", 1, 1) }));

        var late = await Assert.ThrowsAsync<TableTransactionFailedException>(() => store.Storage.Streams.SubmitTransactionAsync([receipt!]));
        Assert.Equal(409, late.Status);
        Assert.Equal("b", (await store.Events.FindCommand("k"))!.Stream.Value);
        Assert.IsType<CommitResult.Repeated>(await store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")) with { Command = first }));
    }

    /// <summary>Refuses what is written after a commit: its transactions on the index and the rows of its effects.</summary>
    private sealed class Cut : HttpPipelineSynchronousPolicy
    {
        private int _batches;

        public bool Armed { get; set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (Armed && message.Request.Uri.ToUri().AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Increment(ref _batches) > 1)
                throw new RequestFailedException(403, "The process was stopped here.");
        }
    }

    /// <summary>Makes the program believe that a transaction failed which has succeeded, as a retry after a lost answer does.</summary>
    private sealed class LostAnswer : HttpPipelineSynchronousPolicy
    {
        public bool Armed { get; set; }

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (!Armed || !message.Request.Uri.ToUri().AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                return;
            Armed = false;
            throw new RequestFailedException(412, "The answer was lost, and the retry found another ETag.");
        }
    }
}
