using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every event store does with a commit that it may not save, and with many at once: all of one is saved or nothing.</summary>
public abstract class CommitContract : StoreContract
{
    private static readonly StreamId Cycle = new("cycle");

    private IEventStore Events => Store.Events;

    [Fact]
    public async Task GivenAStreamThatMovedOn_WhenCommitting_ThenConflictAndNothingChanges()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1"), Given.Event("2")));
        var before = await StoreContent.Of(Store);
        var late = Everything("cycle", 1, "late");

        Assert.Equal(new CommitResult.Conflict(2), await Events.Commit(late));
        Assert.Equal(new CommitResult.Conflict(2), await Events.Commit(late with { ExpectedVersion = 0 }));
        Assert.Equal(new CommitResult.Conflict(2), await Events.Commit(late with { ExpectedVersion = 3 }));
        Assert.Equal(new CommitResult.Conflict(0), await Events.Commit(Everything("other", 1, "early")));

        Assert.Equal(before, await StoreContent.Of(Store));
        Assert.Null(await Events.FindCommand("late"));
    }

    [Fact]
    public async Task GivenACommandKeyUsedBefore_WhenCommitting_ThenTheEarlierReceiptAndNothingChanges()
    {
        var receipt = Given.Receipt("k1", "cycle", 1, 1, "print");
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1")) with { Command = receipt });
        var before = await StoreContent.Of(Store);

        Assert.Equal(new CommitResult.Repeated(receipt), await Events.Commit(Everything("cycle", 1, "k1")));
        Assert.Equal(new CommitResult.Repeated(receipt), await Events.Commit(Everything("cycle", 0, "k1")));
        Assert.Equal(new CommitResult.Repeated(receipt), await Events.Commit(Everything("other", 0, "k1")));

        Assert.Equal(before, await StoreContent.Of(Store));
        Assert.Equal(receipt, await Events.FindCommand("k1"));
        Assert.Null(await Events.FindCommand("k2"));
    }

    [Fact]
    public async Task A_command_that_wrote_no_events_is_remembered()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1")));
        var receipt = Given.Receipt("k1", "cycle", 2, 1);

        Assert.Equal(new CommitResult.Saved(1), await Events.Commit(Given.Commit("cycle", 1) with { Command = receipt }));

        Assert.Equal(receipt, await Events.FindCommand("k1"));
        Assert.Single(await Events.Read(Cycle).ToListAsync());
    }

    [Fact]
    public async Task GivenAnEffectKeyOwedBefore_WhenOwedAgain_ThenTheCommitFailsAndNothingChanges()
    {
        await Events.Commit(Given.Owing("cycle", Given.Effect("cycle/1/0")));
        var before = await StoreContent.Of(Store);

        await Assert.ThrowsAnyAsync<Exception>(async () => await Events.Commit(Everything("other", 0, "k1", "cycle/1/0")));

        Assert.Equal(before, await StoreContent.Of(Store));
        Assert.Equal(new CommitResult.Saved(1), await Events.Commit(Everything("other", 0, "k1", "other/1/0")));
    }

    [Fact]
    public async Task A_stream_stays_with_its_municipality()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1")));
        var before = await StoreContent.Of(Store);

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Events.Commit(Given.Commit("cycle", 1, Given.Event("2")) with { Municipality = Given.Balchik }));

        Assert.Equal(before, await StoreContent.Of(Store));
    }

    [Fact]
    public async Task GivenManyWritersOfOneStream_WhenEachRetriesOnConflict_ThenNothingIsLost()
    {
        const int Writers = 32;
        const int Each = 8;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var version = 0L;
            for (var i = 0; i < Each;)
            {
                switch (await Events.Commit(Given.Commit("cycle", version, Given.Event($"{writer}:{i}"))))
                {
                    case CommitResult.Saved saved:
                        version = saved.Version;
                        i++;
                        break;
                    case CommitResult.Conflict conflict:
                        version = conflict.ActualVersion;
                        break;
                }
            }
        })));

        var events = await Events.Read(Cycle).ToListAsync();
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(n => (long)n), events.Select(e => e.Version));
        Assert.Equal(
            Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Select(i => $"{w}:{i}")).Order(),
            events.Select(e => System.Text.Encoding.UTF8.GetString(e.Body.Span)).Order());
        var previous = HashChain.Root;
        Assert.All(events, e =>
        {
            Assert.True(HashChain.Follows(previous.Span, e));
            previous = e.Hash;
        });
    }

    [Fact]
    public async Task GivenOneCommandSentManyTimesAtOnce_ThenItIsSavedOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            await Events.Commit(Given.Commit($"s{i}", 0, Given.Event("{}")) with { Command = Given.Receipt("k", $"s{i}", 1, 1) }))));

        Assert.Single(results.OfType<CommitResult.Saved>());
        Assert.Single(results.OfType<CommitResult.Repeated>().Select(r => r.Earlier).Distinct());
        Assert.Single(await Events.Streams().ToListAsync());
    }

    [Fact]
    public async Task GivenARefusedCommitAmongOthers_ThenTheOthersAreSaved()
    {
        await Events.Commit(Given.Owing("first", Given.Effect("first/1/0")));

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () => (i % 4) switch
        {
            0 => await Events.Commit(Given.Commit("first", 0, Given.Event("late"))) is CommitResult.Conflict,
            1 => await Record.ExceptionAsync(async () => await Events.Commit(Given.Owing($"s{i}", Given.Effect("first/1/0")))) is not null,
            _ => await Events.Commit(Given.Owing($"s{i}", Given.Effect($"s{i}/1/0"))) is CommitResult.Saved,
        })));

        Assert.DoesNotContain(false, results);
        Assert.Equal(21, (await Events.Streams().ToListAsync()).Count);
        Assert.Equal(21, (await Store.Ledger.List(new LedgerQuery(null, null, null, null, null, 100))).Count);
    }

    private static Commit Everything(string stream, long expectedVersion, string command, string? effect = null) =>
        Given.Commit(stream, expectedVersion, Given.Event("x")) with
        {
            Effects = [Given.Effect($"{stream}/{expectedVersion + 1}/8"), Given.Effect(effect ?? $"{stream}/{expectedVersion + 1}/9")],
            WakeUp = Given.Noon,
            Listing = new ListingChange(
                Given.Strategy("s", Given.Sevlievo),
                Given.Workflow(stream, Given.Sevlievo, "s"),
                [Given.Task(stream, "t", Given.Sevlievo)]),
            Command = Given.Receipt(command, stream, expectedVersion + 1, expectedVersion + 1),
        };
}
