using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every ledger does that takes over the entries of another.</summary>
public abstract class LedgerImportContract : StoreContract
{
    /// <summary>Of the same store.</summary>
    protected abstract ILedgerImport Import { get; }

    [Theory]
    [InlineData(EffectState.Owed)]
    [InlineData(EffectState.Sent)]
    [InlineData(EffectState.Failed)]
    [InlineData(EffectState.Unknown)]
    [InlineData(EffectState.Dropped)]
    public async Task An_entry_is_there_just_as_it_was(EffectState state)
    {
        await Store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")));
        var entry = Entry("a/1/0", state) with { Group = "mayor", NotBefore = Given.Noon.AddDays(3), Attempts = 4, Note = "550 няма такъв" };

        await Import.Put([entry]);

        var there = Assert.Single(await All());
        Assert.Equal(entry.Body.ToArray(), there.Body.ToArray());
        Assert.Equal(entry with { Body = default }, there with { Body = default });
    }

    [Fact]
    public async Task What_is_due_among_it_can_be_claimed_and_retried()
    {
        await Store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")));

        await Import.Put([.. Enum.GetValues<EffectState>().Where(s => s is not EffectState.Sending).Select((s, i) => Entry($"a/1/{i}", s))]);

        Assert.Equal([EffectState.Owed, EffectState.Unknown], (await All()).Where(e => e.State is EffectState.Owed or EffectState.Unknown).Select(e => e.State));
        Assert.Equal(2, (await Store.Ledger.Claim(["send-mail"], Given.Noon, 10)).Count);
        Assert.False(await Store.Ledger.Retry("a/1/1", null, Given.Noon));
        Assert.True(await Store.Ledger.Retry("a/1/2", Given.Sevlievo, Given.Noon));
    }

    [Fact]
    public async Task What_is_there_already_stays_as_it_is()
    {
        await Store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")));
        await Store.Ledger.Claim(["send-mail"], Given.Noon, 1);
        await Store.Ledger.Settle(["a/1/0"], new Delivery.Sent("250 ok"));
        var before = await StoreContent.Of(Store);

        await Import.Put([Entry("a/1/0", EffectState.Owed)]);
        await Import.Put([Entry("a/1/0", EffectState.Failed)]);

        Assert.Equal(before, await StoreContent.Of(Store));
    }

    [Fact]
    public async Task More_than_any_transaction_holds_comes_in_one_call()
    {
        await Store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")));

        await Import.Put([.. Enumerable.Range(0, 250).Select(i => Entry($"a/1/{i}", EffectState.Sent))]);

        Assert.Equal(250, (await All()).Count);
    }

    [Fact]
    public async Task An_entry_without_a_stream_of_its_municipality_is_refused_and_nothing_is_written()
    {
        await Store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")));
        var before = await StoreContent.Of(Store);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Import.Put([Entry("a/1/0", EffectState.Owed), Entry("b/1/0", EffectState.Owed) with { Stream = new("b") }]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Import.Put([Entry("a/1/0", EffectState.Owed) with { Municipality = Given.Balchik }]));

        Assert.Equal(before, await StoreContent.Of(Store));
    }

    private static LedgerEntry Entry(string key, EffectState state)
    {
        var effect = Given.Effect(key);
        return new(key, new StreamId("a"), Given.Sevlievo, effect.Kind, null, state, Given.Noon, Given.Noon, 0, null, effect.Body);
    }

    private ValueTask<IReadOnlyList<LedgerEntry>> All() => Store.Ledger.List(new LedgerQuery(null, null, null, null, null, 1000));
}
