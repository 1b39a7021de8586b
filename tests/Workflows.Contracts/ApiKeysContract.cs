using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of keys does.</summary>
public abstract class ApiKeysContract : IAsyncLifetime
{
    private static readonly ApiKey Key =
        new("k2", new string('a', 64), "Счетоводство", ActorKind.Institution, Given.Sevlievo, new InstitutionId("mayor"), Given.Noon, null);

    private IApiKeys keys = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IApiKeys> Start();

    public async Task InitializeAsync() => keys = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_key_is_found_by_its_hash()
    {
        var administrator = new ApiKey("k1", new string('b', 64), "Admin", ActorKind.Administrator, null, null, Given.Noon, null);
        await keys.Add(Key);
        await keys.Add(administrator);

        Assert.Equal(Key, await keys.FindByHash(Key.Hash));
        Assert.Equal(administrator, await keys.FindByHash(administrator.Hash));
        Assert.Null(await keys.FindByHash(new string('c', 64)));
        Assert.Equal([administrator, Key], await keys.List());
    }

    [Fact]
    public async Task A_key_is_revoked_once()
    {
        await keys.Add(Key);

        Assert.True(await keys.Revoke(Key.Id, Given.Noon.AddDays(1)));
        Assert.False(await keys.Revoke(Key.Id, Given.Noon.AddDays(2)));
        Assert.False(await keys.Revoke("none", Given.Noon));

        var revoked = Key with { RevokedAt = Given.Noon.AddDays(1) };
        Assert.Equal(revoked, await keys.FindByHash(Key.Hash));
        Assert.Equal([revoked], await keys.List());
    }

    [Fact]
    public async Task Two_keys_never_share_an_id_or_a_hash()
    {
        await keys.Add(Key);

        await Assert.ThrowsAnyAsync<Exception>(async () => await keys.Add(Key with { Hash = new string('d', 64) }));
        await Assert.ThrowsAnyAsync<Exception>(async () => await keys.Add(Key with { Id = "k3" }));

        Assert.Equal([Key], await keys.List());
    }
}
