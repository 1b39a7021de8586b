using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every outbox does: what it owes is in the ledger.</summary>
public abstract class OutboxContract : IAsyncLifetime
{
    private IOutbox outbox = null!;
    private IEffectLedger ledger = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<(IOutbox Outbox, IEffectLedger Ledger)> Start();

    public async Task InitializeAsync() => (outbox, ledger) = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_owed_is_claimed_once_and_settled()
    {
        var effect = Given.Effect("access/sign-in/1", "send-link");
        Assert.True(await outbox.Owe(Given.Sevlievo, effect, Given.Noon));
        Assert.False(await outbox.Owe(Given.Sevlievo, effect, Given.Noon.AddMinutes(1)));

        var claimed = Assert.Single(await ledger.Claim(["send-link"], Given.Noon, 10));
        Assert.Equal((effect.Key, IOutbox.Stream, Given.Sevlievo, Given.Noon, 1), (claimed.Key, claimed.Stream, claimed.Municipality, claimed.OwedAt, claimed.Attempts));
        Assert.Equal(effect.Body.ToArray(), claimed.Body.ToArray());
        Assert.Empty(await ledger.Claim(["send-link"], Given.Noon, 10));

        await ledger.Settle([effect.Key], new Delivery.Failed("full"));
        Assert.Equal(effect.Key, Assert.Single(await ledger.List(new(null, null, null, EffectState.Failed, null, 10))).Key);
        Assert.True(await ledger.Retry(effect.Key, Given.Sevlievo, Given.Noon));
        Assert.Equal(2, Assert.Single(await ledger.Claim(["send-link"], Given.Noon, 10)).Attempts);
    }
}
