
namespace Workflows.Contracts;

/// <summary>What every index of due times does.</summary>
public abstract class WakeUpsContract : StoreContract
{
    private static readonly DateTimeOffset Now = Given.Noon;

    [Fact]
    public async Task GivenNoStream_ThenNothingIsDue()
    {
        Assert.Null(await Store.WakeUps.Next());
        Assert.Empty(await Store.WakeUps.Due(DateTimeOffset.MaxValue, 10));
    }

    [Fact]
    public async Task Streams_are_due_at_their_moment_earliest_first()
    {
        await Save("a", 0, Now.AddDays(2));
        await Save("b", 0, Now);
        await Save("c", 0, Now.AddDays(1));
        await Save("d", 0, null);

        Assert.Equal(Now, await Store.WakeUps.Next());
        Assert.Empty(await Store.WakeUps.Due(Now.AddTicks(-1), 10));
        Assert.Equal(["b"], await Due(Now, 10));
        Assert.Equal(["b", "c", "a"], await Due(Now.AddDays(2), 10));
        Assert.Equal(["b", "c"], await Due(Now.AddDays(2), 2));
    }

    [Fact]
    public async Task Each_commit_sets_the_moment_anew()
    {
        await Save("a", 0, Now);
        await Save("b", 0, Now.AddDays(1));

        await Save("a", 1, Now.AddDays(2));
        Assert.Equal(Now.AddDays(1), await Store.WakeUps.Next());
        Assert.Equal(["b", "a"], await Due(Now.AddDays(2), 10));

        await Save("b", 1, null);
        Assert.Equal(Now.AddDays(2), await Store.WakeUps.Next());
        Assert.Equal(["a"], await Due(Now.AddDays(2), 10));
    }

    [Fact]
    public async Task A_commit_without_events_moves_the_moment_too()
    {
        await Save("a", 0, Now);

        await Store.Events.Commit(Given.Commit("a", 1) with { WakeUp = Now.AddDays(1) });

        Assert.Equal(Now.AddDays(1), await Store.WakeUps.Next());
    }

    private async Task Save(string stream, long version, DateTimeOffset? wakeUp) =>
        await Store.Events.Commit(Given.Commit(stream, version, Given.Event("{}")) with { WakeUp = wakeUp });

    private async Task<IEnumerable<string>> Due(DateTimeOffset now, int limit) =>
        (await Store.WakeUps.Due(now, limit)).Select(s => s.Value);
}
