using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of people and their sessions does.</summary>
public abstract class PeopleContract : IAsyncLifetime
{
    private static readonly Person Maria = new(
        "person-1", "Мария Иванова", "maria@sevlievo.bg", Language.Bg, ActorKind.Coordinator, Given.Sevlievo, Given.Noon, null);

    private static readonly BrowserSession Browser = new(
        "session-1", new string('a', 64), Maria.Id, "Firefox", Given.Noon, Given.Noon, null);

    private IPeople _people = null!;
    private ISessions _sessions = null!;

    /// <summary>Empty stores, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<(IPeople People, ISessions Sessions)> Start();

    public async Task InitializeAsync() => (_people, _sessions) = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task People_are_found_by_id_address_and_municipality()
    {
        var admin = Maria with { Id = "person-0", Email = "admin@example.org", Language = Language.En, Role = ActorKind.Administrator, Municipality = null };
        Assert.True(await _people.Add(Maria));
        Assert.True(await _people.Add(admin));

        Assert.Equal([admin, Maria], await _people.List(new()));
        Assert.Equal([Maria], await _people.List(new(Id: Maria.Id)));
        Assert.Equal([Maria], await _people.List(new(Email: Maria.Email)));
        Assert.Equal([Maria], await _people.List(new(Municipality: Given.Sevlievo)));
        Assert.Empty(await _people.List(new(Email: "nobody@example.org")));
    }

    [Fact]
    public async Task No_two_valid_people_share_an_address()
    {
        await _people.Add(Maria);

        Assert.False(await _people.Add(Maria with { Id = "person-2" }));
        Assert.False(await _people.Add(Maria with { Email = "other@sevlievo.bg" }));

        Assert.True(await _people.Revoke(Maria.Id, Given.Noon.AddDays(1)));
        Assert.False(await _people.Revoke(Maria.Id, Given.Noon.AddDays(2)));
        Assert.True(await _people.Add(Maria with { Id = "person-2" }));
        Assert.Equal([Maria with { RevokedAt = Given.Noon.AddDays(1) }, Maria with { Id = "person-2" }], await _people.List(new(Email: Maria.Email)));
    }

    [Fact]
    public async Task A_session_is_found_by_its_hash_seen_again_and_revoked_once()
    {
        await _sessions.Save(Browser);
        var later = Browser with { SeenAt = Given.Noon.AddHours(1) };
        await _sessions.Save(later);
        await _sessions.Save(Browser with { Id = "session-2", Hash = new string('b', 64), Person = "person-2" });

        Assert.Equal(later, await _sessions.FindByHash(Browser.Hash));
        Assert.Equal([later], await _sessions.Of(Maria.Id));
        Assert.Null(await _sessions.FindByHash(new string('c', 64)));

        Assert.True(await _sessions.Revoke(Browser.Id, Given.Noon.AddHours(2)));
        Assert.False(await _sessions.Revoke(Browser.Id, Given.Noon.AddHours(3)));
        // A request that was on its way does not bring it back.
        await _sessions.Save(later);
        Assert.Equal(later with { RevokedAt = Given.Noon.AddHours(2) }, await _sessions.FindByHash(Browser.Hash));
    }

    [Fact]
    public async Task Sessions_that_nobody_uses_any_more_are_forgotten()
    {
        await _sessions.Save(Browser);
        await _sessions.Forget(Browser.SeenAt);
        Assert.NotNull(await _sessions.FindByHash(Browser.Hash));
        await _sessions.Forget(Browser.SeenAt.AddTicks(1));
        Assert.Null(await _sessions.FindByHash(Browser.Hash));
    }
}
