using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every event store does.</summary>
public abstract class EventStoreContract : StoreContract
{
    private static readonly StreamId Cycle = new("cycle");

    private IEventStore Events => Store.Events;

    [Fact]
    public async Task Events_are_read_back_as_they_were_written()
    {
        var actor = Actor.Coordinator("г-жа Иванова");
        NewEvent[] written = [Given.Event("""{"стойност":1}""", "workflow-opened", 2), Given.Event("", "task-assigned"), Given.Event(new string('я', 100_000))];

        var result = await Events.Commit(Given.Commit("cycle", 0, written) with { Actor = actor });

        Assert.Equal(new CommitResult.Saved(3), result);
        var read = await Events.Read(Cycle).ToListAsync();
        Assert.Equal([1, 2, 3], read.Select(e => e.Version));
        Assert.All(read, e => Assert.Equal((Cycle, Given.Noon, actor), (e.Stream, e.At, e.Actor)));
        Assert.Equal(written.Select(e => (e.Name, e.Schema)), read.Select(e => (e.Name, e.Schema)));
        Assert.Equal(written.Select(e => e.Body.ToArray()), read.Select(e => e.Body.ToArray()));
    }

    [Fact]
    public async Task A_moment_is_stored_in_utc_to_the_tick()
    {
        var inSofia = Given.Noon.ToOffset(TimeSpan.FromHours(2));

        await Events.Commit(Given.Commit("cycle", 0, Given.Event("{}")) with { At = inSofia });

        var at = Assert.Single(await Events.Read(Cycle).ToListAsync()).At;
        Assert.Equal((Given.Noon, TimeSpan.Zero), (at, at.Offset));
    }

    [Fact]
    public async Task Each_event_carries_the_hash_of_the_one_before()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1"), Given.Event("2")));
        await Events.Commit(Given.Commit("cycle", 2, Given.Event("3")));

        var previous = HashChain.Root;
        foreach (var e in await Events.Read(Cycle).ToListAsync())
        {
            Assert.True(HashChain.Follows(previous.Span, e));
            previous = e.Hash;
        }

        var head = Assert.Single(await Events.Streams().ToListAsync());
        Assert.Equal((Cycle, Given.Sevlievo, 3), (head.Stream, head.Municipality, head.Version));
        Assert.Equal(previous.ToArray(), head.Hash.ToArray());
    }

    [Fact]
    public async Task Only_the_events_after_a_version_are_read()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("1"), Given.Event("2"), Given.Event("3")));

        Assert.Equal([2, 3], (await Events.Read(Cycle, 1).ToListAsync()).Select(e => e.Version));
        Assert.Empty(await Events.Read(Cycle, 3).ToListAsync());
        Assert.Empty(await Events.Read(Cycle, 7).ToListAsync());
    }

    [Fact]
    public async Task A_long_stream_is_read_whole_and_in_order()
    {
        const int Commits = 9;
        const int Each = 90;
        for (var i = 0; i < Commits; i++)
            await Events.Commit(Given.Commit("cycle", i * Each, [.. Enumerable.Range(0, Each).Select(n => Given.Event($"{n}"))]));

        Assert.Equal(Enumerable.Range(1, Commits * Each).Select(n => (long)n), (await Events.Read(Cycle).ToListAsync()).Select(e => e.Version));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_has_no_events()
    {
        await Events.Commit(Given.Commit("cycle", 0, Given.Event("{}")));

        Assert.Empty(await Events.Read(new StreamId("cycl")).ToListAsync());
        Assert.Empty(await Events.Read(new StreamId("cycle.1")).ToListAsync());
    }

    [Fact]
    public async Task Streams_are_sorted_by_id()
    {
        var ids = Enumerable.Range(0, 600).Select(i => $"s{i * 7919 % 600}").ToList();
        foreach (var id in ids.Append("s1.a").Append("s1-a"))
            await Events.Commit(Given.Commit(id, 0, Given.Event("{}")));

        Assert.Equal(ids.Append("s1.a").Append("s1-a").Order(StringComparer.Ordinal), (await Events.Streams().ToListAsync()).Select(s => s.Stream.Value));
    }
}
