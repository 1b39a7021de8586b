using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of keys does.</summary>
public abstract class ApiKeysContract : IAsyncLifetime
{
    private static readonly ApiKey Key =
        new("k2", new string('a', 64), "Счетоводство", ActorKind.Institution, Given.Sevlievo, new InstitutionId("mayor"), Given.Noon, null);

    private IApiKeys _keys = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IApiKeys> Start();

    public async Task InitializeAsync() => _keys = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_key_is_found_by_its_hash()
    {
        var administrator = new ApiKey("k1", new string('b', 64), "Admin", ActorKind.Administrator, null, null, Given.Noon, null);
        await _keys.Add(Key);
        await _keys.Add(administrator);

        Assert.Equal(Key, await _keys.FindByHash(Key.Hash));
        Assert.Equal(administrator, await _keys.FindByHash(administrator.Hash));
        Assert.Null(await _keys.FindByHash(new string('c', 64)));
        Assert.Equal([administrator, Key], await _keys.List());
    }

    [Fact]
    public async Task A_key_is_revoked_once()
    {
        await _keys.Add(Key);

        Assert.True(await _keys.Revoke(Key.Id, Given.Noon.AddDays(1)));
        Assert.False(await _keys.Revoke(Key.Id, Given.Noon.AddDays(2)));
        Assert.False(await _keys.Revoke("none", Given.Noon));

        var revoked = Key with { RevokedAt = Given.Noon.AddDays(1) };
        Assert.Equal(revoked, await _keys.FindByHash(Key.Hash));
        Assert.Equal([revoked], await _keys.List());
    }

    [Fact]
    public async Task Two_keys_never_share_an_id_or_a_hash()
    {
        await _keys.Add(Key);

        await Assert.ThrowsAnyAsync<Exception>(async () => await _keys.Add(Key with { Hash = new string('d', 64) }));
        await Assert.ThrowsAnyAsync<Exception>(async () => await _keys.Add(Key with { Id = "k3" }));

        Assert.Equal([Key], await _keys.List());
    }
}
