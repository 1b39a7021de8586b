using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every outbox does.</summary>
public abstract class OutboxContract : IAsyncLifetime
{
    private static readonly string[] Kinds = ["send-link"];

    private IOutbox _outbox = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IOutbox> Start();

    public async Task InitializeAsync() => _outbox = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_owed_is_claimed_once_and_settled()
    {
        var effect = Given.Effect("access/sign-in/1", "send-link");
        Assert.True(await _outbox.Owe(Given.Sevlievo, effect, Given.Noon));
        Assert.False(await _outbox.Owe(Given.Sevlievo, effect, Given.Noon.AddMinutes(1)));
        Assert.Empty(await _outbox.Claim(["other"], Given.Noon, 10));

        var claimed = Assert.Single(await _outbox.Claim(Kinds, Given.Noon, 10));
        Assert.Equal((effect.Key, IOutbox.Stream, Given.Sevlievo, Given.Noon, 1), (claimed.Key, claimed.Stream, claimed.Municipality, claimed.OwedAt, claimed.Attempts));
        Assert.Equal(effect.Body.ToArray(), claimed.Body.ToArray());
        Assert.Empty(await _outbox.Claim(Kinds, Given.Noon, 10));

        await _outbox.Settle([effect.Key], new Delivery.Sent());
        await _outbox.Settle([effect.Key], new Delivery.Later(Given.Noon, "what was sent stays sent"));
        Assert.Empty(await _outbox.Claim(Kinds, Given.Noon.AddYears(1), 10));
    }

    [Fact]
    public async Task What_was_claimed_and_never_settled_is_claimed_again_after_the_lease()
    {
        await _outbox.Owe(Given.Sevlievo, Given.Effect("access/sign-in/1", "send-link"), Given.Noon);
        Assert.Single(await _outbox.Claim(Kinds, Given.Noon, 10));
        Assert.Empty(await _outbox.Claim(Kinds, Given.Noon + IOutbox.Lease - TimeSpan.FromSeconds(1), 10));
        Assert.Equal(2, Assert.Single(await _outbox.Claim(Kinds, Given.Noon + IOutbox.Lease, 10)).Attempts);
    }

    [Fact]
    public async Task What_is_put_off_is_claimed_when_its_time_has_come()
    {
        var effect = Given.Effect("access/sign-in/1", "send-link");
        await _outbox.Owe(Given.Sevlievo, effect, Given.Noon);
        await _outbox.Claim(Kinds, Given.Noon, 10);
        await _outbox.Settle([effect.Key], new Delivery.Later(Given.Noon.AddMinutes(2), "busy"));
        Assert.Empty(await _outbox.Claim(Kinds, Given.Noon.AddMinutes(1), 10));
        Assert.Equal("busy", Assert.Single(await _outbox.Claim(Kinds, Given.Noon.AddMinutes(2), 10)).Note);
    }

    [Fact]
    public async Task What_is_forgotten_may_be_owed_again()
    {
        var effect = Given.Effect("access/sign-in/1", "send-link");
        await _outbox.Owe(Given.Sevlievo, effect, Given.Noon);
        await _outbox.Forget(Given.Noon);
        Assert.False(await _outbox.Owe(Given.Sevlievo, effect, Given.Noon));
        await _outbox.Forget(Given.Noon.AddTicks(1));
        Assert.True(await _outbox.Owe(Given.Sevlievo, effect, Given.Noon.AddDays(1)));
    }
}
