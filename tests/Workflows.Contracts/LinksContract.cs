using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of links does.</summary>
public abstract class LinksContract : IAsyncLifetime
{
    private static readonly LinkBearer Mayor = new(
        LinkPurpose.Task, "0123456789abcdef", Given.Sevlievo, new("sevlievo-2016-2020"), new("mayor"), new("sevlievo-2016-2020.cycle.2018"), new("plan"));

    private static readonly Link First = Link("link-1", 'a', Mayor, 1);

    private ILinks _links = null!;
    private ILinkUses _uses = null!;

    /// <summary>Empty stores, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<(ILinks Links, ILinkUses Uses)> Start();

    public async Task InitializeAsync() => (_links, _uses) = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_link_is_found_by_its_hash_as_it_was_added()
    {
        var signIn = Link("link-2", 'b', new(LinkPurpose.SignIn, "person-1"), 3);
        Assert.True(await _links.Add(First));
        Assert.True(await _links.Add(signIn));

        Assert.Equal(First, await _links.FindByHash(First.Hash));
        Assert.Equal(signIn, await _links.FindByHash(signIn.Hash));
        Assert.Null(await _links.FindByHash(new string('c', 64)));
    }

    [Fact]
    public async Task Two_links_never_share_an_id_or_a_hash()
    {
        await _links.Add(First);

        Assert.False(await _links.Add(First with { Hash = new string('d', 64) }));
        Assert.False(await _links.Add(First with { Id = "link-3" }));

        Assert.Equal([First], await _links.List(new()));
    }

    [Fact]
    public async Task Links_are_listed_by_bearer_municipality_institution_and_task_in_pages()
    {
        var second = Link("link-2", 'b', Mayor, 2);
        var other = Link("link-3", 'c', Mayor with { Municipality = Given.Balchik, Institution = new("dsp"), Task = new("report") }, 1);
        foreach (var link in (Link[])[other, second, First])
            await _links.Add(link);

        Assert.Equal([First, second], await _links.List(new(Mayor.Key)));
        Assert.Equal([other], await _links.List(new(Municipality: Given.Balchik)));
        Assert.Equal([other], await _links.List(new(Institution: new("dsp"))));
        Assert.Equal([First, second], await _links.List(new(Workflow: Mayor.Workflow, Task: new("plan"))));
        Assert.Equal([First, second], await _links.List(new(Limit: 2)));
        Assert.Equal([other], await _links.List(new(After: "link-2", Limit: 2)));
    }

    [Fact]
    public async Task Of_many_who_revoke_a_link_at_once_one_is_told_so()
    {
        await _links.Add(First);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await _links.Revoke(First.Id, Given.Noon.AddDays(1)))));

        Assert.Equal(1, told.Count(yes => yes));
        Assert.False(await _links.Revoke("none", Given.Noon));
        Assert.Equal(First with { RevokedAt = Given.Noon.AddDays(1) }, await _links.FindByHash(First.Hash));
    }

    [Fact]
    public async Task Uses_are_forgotten_from_their_last_time_on()
    {
        await _uses.Record("link-1", new(2018, 3, 5), "ipv4", "seen", Given.Noon);
        await _uses.Record("link-1", new(2018, 3, 5), "ipv4", "seen", Given.Noon.AddHours(1));
        await _uses.Forget(Given.Noon.AddHours(1));
        Assert.Equal(2, Assert.Single(await _uses.Of("link-1")).Times);
        await _uses.Forget(Given.Noon.AddHours(1).AddTicks(1));
        Assert.Empty(await _uses.Of("link-1"));
    }

    [Fact]
    public async Task Uses_are_counted_by_day_family_and_act()
    {
        var day = new DateOnly(2018, 3, 5);
        await _uses.Record("link-1", day, "ipv4", "seen", Given.Noon);
        await _uses.Record("link-1", day, "ipv4", "seen", Given.Noon.AddHours(1));
        await _uses.Record("link-1", day, "ipv6", "seen", Given.Noon);
        await _uses.Record("link-1", day.AddDays(1), "ipv4", "answered", Given.Noon.AddDays(1));
        await _uses.Record("link-2", day, "ipv4", "seen", Given.Noon);

        Assert.Equal(
            [
                new LinkUse("link-1", day, "ipv4", "seen", Given.Noon, Given.Noon.AddHours(1), 2),
                new LinkUse("link-1", day, "ipv6", "seen", Given.Noon, Given.Noon, 1),
                new LinkUse("link-1", day.AddDays(1), "ipv4", "answered", Given.Noon.AddDays(1), Given.Noon.AddDays(1), 1),
            ],
            await _uses.Of("link-1"));
    }

    private static Link Link(string id, char hash, LinkBearer bearer, int number) =>
        new(id, new string(hash, 64), bearer, number, Given.Noon, Given.Noon.AddDays(14), null);
}
