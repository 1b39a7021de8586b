using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>How every ledger of effects gives them out and takes back what came of them.</summary>
public abstract class EffectLedgerContract : StoreContract
{
    private static readonly DateTimeOffset Now = Given.Noon;

    private IEffectLedger Ledger => Store.Ledger;

    [Fact]
    public async Task An_effect_is_owed_as_soon_as_its_event_is_saved()
    {
        var effect = Given.Effect("a/1/0", group: "mayor", notBefore: Now.AddHours(3));
        await Owe("a", effect);

        var entry = Assert.Single(await All());
        Assert.Equal(effect.Body.ToArray(), entry.Body.ToArray());
        Assert.Equal(
            new LedgerEntry(
                "a/1/0", new StreamId("a"), Given.Sevlievo, "send-mail", "mayor", EffectState.Owed, Now, Now.AddHours(3), 0, null, default),
            entry with { Body = default });
    }

    [Fact]
    public async Task Claiming_takes_what_is_due_oldest_first_and_marks_it_as_sending()
    {
        await Owe(
            "a",
            Given.Effect("a/1/0", notBefore: Now),
            Given.Effect("a/1/1", notBefore: Now.AddDays(-2)),
            Given.Effect("a/1/2", notBefore: Now.AddTicks(1)),
            Given.Effect("a/1/3", "open-workflow", notBefore: Now.AddDays(-1)),
            Given.Effect("a/1/4", "cancel-mail", notBefore: Now.AddDays(-3)));

        var claimed = await Ledger.Claim(["send-mail", "open-workflow"], Now, 10);

        Assert.Equal(["a/1/1", "a/1/3", "a/1/0"], claimed.Select(e => e.Key));
        Assert.All(claimed, e => Assert.Equal((EffectState.Sending, 1), (e.State, e.Attempts)));
        Assert.Equal(claimed.Select(e => e.Key).Order(), (await All(EffectState.Sending)).Select(e => e.Key));
        Assert.Empty(await Ledger.Claim(["send-mail", "open-workflow"], Now, 10));
        Assert.Empty(await Ledger.Claim([], Now.AddDays(9), 10));
    }

    [Fact]
    public async Task No_more_is_claimed_than_asked_for()
    {
        await Owe("a", [.. Enumerable.Range(0, 5).Select(i => Given.Effect($"a/1/{i}", notBefore: Now.AddMinutes(-i)))]);

        Assert.Equal(["a/1/4", "a/1/3"], (await Claim(2)).Select(e => e.Key));
        Assert.Equal(["a/1/2", "a/1/1"], (await Claim(2)).Select(e => e.Key));
        Assert.Equal(["a/1/0"], (await Claim(2)).Select(e => e.Key));
    }

    [Fact]
    public async Task GivenEffectsOfOneGroup_WhenOneIsClaimed_ThenAllThatAreDueComeWithIt()
    {
        await Owe(
            "a",
            Given.Effect("a/1/0", group: "mayor", notBefore: Now.AddDays(-1)),
            Given.Effect("a/1/1", group: "council", notBefore: Now.AddHours(-1)),
            Given.Effect("a/1/2", group: "mayor", notBefore: Now),
            Given.Effect("a/1/3", group: "mayor", notBefore: Now.AddHours(1)),
            Given.Effect("a/1/4", notBefore: Now.AddMinutes(-1)));
        await Owe("b", Given.Effect("b/1/0", group: "mayor", notBefore: Now.AddMinutes(-2)));

        Assert.Equal(["a/1/0", "b/1/0", "a/1/2"], (await Claim(1)).Select(e => e.Key));
        Assert.Equal(["a/1/1"], (await Claim(1)).Select(e => e.Key));
        Assert.Equal(["a/1/4"], (await Claim(1)).Select(e => e.Key));
        Assert.Equal(EffectState.Owed, Assert.Single(await All(EffectState.Owed)).State);
    }

    [Fact]
    public async Task A_group_does_not_reach_into_another_municipality_or_kind()
    {
        await Owe("a", Given.Effect("a/1/0", group: "mayor"), Given.Effect("a/1/1", "open-workflow", "mayor"));
        await Store.Events.Commit(Given.Owing("b", Given.Effect("b/1/0", group: "mayor")) with { Municipality = Given.Balchik });

        Assert.Equal(["a/1/0"], (await Claim(1)).Select(e => e.Key));
    }

    [Fact]
    public async Task GivenManyClaimingAtOnce_ThenEachEffectIsClaimedOnce()
    {
        await Owe("a", [.. Enumerable.Range(0, 100).Select(i => Given.Effect($"a/1/{i}", group: i % 3 == 0 ? $"g{i % 5}" : null))]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(async () => await Claim(5))));

        var keys = claims.SelectMany(c => c).Select(e => e.Key).ToList();
        Assert.Equal(100, keys.Count);
        Assert.Equal(100, keys.Distinct().Count());
    }

    [Fact]
    public async Task What_was_sent_stays_sent()
    {
        await Owe("a", Given.Effect("a/1/0"));
        await Claim(1);

        await Ledger.Settle(["a/1/0"], new Delivery.Sent("250 ok"));
        await Ledger.Settle(["a/1/0"], new Delivery.Failed("too late"));

        var entry = Assert.Single(await All());
        Assert.Equal((EffectState.Sent, "250 ok", 1), (entry.State, entry.Note, entry.Attempts));
        Assert.Empty(await Ledger.Claim(["send-mail"], Now.AddYears(1), 10));
        Assert.False(await Ledger.Retry("a/1/0", null, Now));
    }

    [Fact]
    public async Task Settling_what_nobody_claimed_changes_nothing()
    {
        await Owe("a", Given.Effect("a/1/0"));
        var before = await StoreContent.Of(Store);

        await Ledger.Settle(["a/1/0", "none"], new Delivery.Sent());

        Assert.Equal(before, await StoreContent.Of(Store));
    }

    [Fact]
    public async Task What_is_put_off_is_due_again_later()
    {
        await Owe("a", Given.Effect("a/1/0"));
        await Claim(1);

        await Ledger.Settle(["a/1/0"], new Delivery.Later(Now.AddMinutes(5), "451 greylisted"));

        Assert.Empty(await Ledger.Claim(["send-mail"], Now.AddMinutes(5).AddTicks(-1), 1));
        var again = Assert.Single(await Ledger.Claim(["send-mail"], Now.AddMinutes(5), 1));
        Assert.Equal((2, "451 greylisted"), (again.Attempts, again.Note));
    }

    [Fact]
    public async Task What_failed_or_was_dropped_waits_for_a_retry()
    {
        await Owe("a", Given.Effect("a/1/0"), Given.Effect("a/1/1"));
        await Claim(2);
        await Ledger.Settle(["a/1/0"], new Delivery.Failed("550 no such user"));
        await Ledger.Settle(["a/1/1"], new Delivery.Dropped("task finished"));
        Assert.Equal([EffectState.Failed, EffectState.Dropped], (await All()).Select(e => e.State));
        Assert.Empty(await Ledger.Claim(["send-mail"], Now.AddYears(1), 10));

        Assert.True(await Ledger.Retry("a/1/0", null, Now.AddHours(1)));
        Assert.True(await Ledger.Retry("a/1/1", Given.Sevlievo, Now.AddHours(2)));
        Assert.False(await Ledger.Retry("a/1/1", null, Now));

        Assert.Equal(["a/1/0"], (await Ledger.Claim(["send-mail"], Now.AddHours(1), 10)).Select(e => e.Key));
        Assert.Equal(["a/1/1"], (await Ledger.Claim(["send-mail"], Now.AddHours(2), 10)).Select(e => e.Key));
    }

    [Fact]
    public async Task What_was_unknown_is_claimed_again_and_stays_in_doubt()
    {
        await Owe("a", Given.Effect("a/1/0"));
        await Claim(1);
        await Ledger.Settle(["a/1/0"], new Delivery.Unknown(Now.AddMinutes(1), "[sent 3f2a] 451"));
        Assert.Equal(EffectState.Unknown, Assert.Single(await All()).State);
        Assert.Empty(await Claim(1));

        var again = Assert.Single(await Ledger.Claim(["send-mail"], Now.AddMinutes(1), 1));

        Assert.Equal((EffectState.Sending, 2, "[unknown] [sent 3f2a] 451"), (again.State, again.Attempts, again.Note));
        await Ledger.Settle(["a/1/0"], new Delivery.Unknown(Now, again.Note));
        Assert.Equal((3, "[unknown] [sent 3f2a] 451"), ((await Claim(1))[0].Attempts, (await All())[0].Note));
    }

    [Fact]
    public async Task What_is_left_unknown_is_not_tried_again_unless_somebody_asks()
    {
        await Owe("a", Given.Effect("a/1/0"), Given.Effect("a/1/1"), Given.Effect("a/1/2"));
        await Claim(3);
        await Ledger.Settle(["a/1/0", "a/1/1", "a/1/2"], new Delivery.Unknown(null, null));

        Assert.Empty(await Ledger.Claim(["send-mail"], Now.AddYears(100), 10));
        var left = await All(EffectState.Unknown);
        Assert.Equal(["a/1/0", "a/1/1", "a/1/2"], left.Select(e => e.Key));
        Assert.All(left, e => Assert.True(e.LeftUnknown && !e.IsWaiting));
        Assert.True(await Ledger.Mark("a/1/0", null, new Delivery.Sent("they have it")));
        Assert.True(await Ledger.Mark("a/1/1", null, new Delivery.Dropped("they have it not")));
        Assert.True(await Ledger.Retry("a/1/2", null, Now));

        Assert.Equal([EffectState.Sent, EffectState.Dropped, EffectState.Owed], (await All()).Select(e => e.State));
        Assert.Equal(("a/1/2", LedgerEntry.MayBeOut), Assert.Single((await Claim(10)).Select(e => (e.Key, e.Note))));
    }

    [Fact]
    public async Task Nobody_retries_an_effect_of_another_municipality()
    {
        await Owe("a", Given.Effect("a/1/0"));
        await Claim(1);
        await Ledger.Settle(["a/1/0"], new Delivery.Failed("550"));

        Assert.False(await Ledger.Retry("a/1/0", Given.Balchik, Now));
        Assert.False(await Ledger.Retry("none", null, Now));
        Assert.Equal(EffectState.Failed, Assert.Single(await All()).State);
    }

    [Fact]
    public async Task What_failed_is_marked_by_hand_with_a_reason_and_stays_so()
    {
        await Owe("a", Given.Effect("a/1/0"), Given.Effect("a/1/1"), Given.Effect("a/1/2"));
        await Claim(3);
        await Ledger.Settle(["a/1/0", "a/1/1"], new Delivery.Failed("550"));
        await Ledger.Settle(["a/1/2"], new Delivery.Sent("provider-1"));

        Assert.False(await Ledger.Mark("a/1/0", Given.Balchik, new Delivery.Dropped("not ours")));
        Assert.False(await Ledger.Mark("a/1/2", null, new Delivery.Dropped("it went out")));
        Assert.False(await Ledger.Mark("none", null, new Delivery.Dropped("none")));
        Assert.True(await Ledger.Mark("a/1/0", Given.Sevlievo, new Delivery.Sent("told by telephone")));
        Assert.True(await Ledger.Mark("a/1/1", null, new Delivery.Dropped("nobody there")));
        Assert.False(await Ledger.Mark("a/1/0", null, new Delivery.Dropped("again")));

        Assert.Equal(
            [(EffectState.Sent, "told by telephone"), (EffectState.Dropped, "nobody there"), (EffectState.Sent, "provider-1")],
            (await All()).Select(e => (e.State, e.Note)));
        Assert.Empty(await Claim(3));
        Assert.True(await Ledger.Retry("a/1/1", null, Now));
    }

    private async Task Owe(string stream, params OwedEffect[] effects) => await Store.Events.Commit(Given.Owing(stream, effects));

    private ValueTask<IReadOnlyList<LedgerEntry>> Claim(int limit) => Ledger.Claim(["send-mail"], Now, limit);

    private ValueTask<IReadOnlyList<LedgerEntry>> All(EffectState? state = null) =>
        Ledger.List(new LedgerQuery(null, null, null, state, null, 1000));
}
