using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Simulation;

public sealed class PipelinedCommitsTests : IDisposable
{
    private readonly SqliteStore _store = new();

    [Fact]
    public async Task A_stream_is_read_with_all_that_was_handed_over()
    {
        var commits = new PipelinedCommits(_store.Events, PipelinedCommits.Many);
        for (var version = 0; version < 1000; version++)
            Assert.Equal(new CommitResult.Saved(version + 1), await commits.Commit(Given.Commit("a", version, Given.Event($"{version}"))));

        Assert.Equal(Enumerable.Range(1, 1000), await commits.Read(new("a")).Select(e => (int)e.Version).ToListAsync());
    }

    [Fact]
    public async Task All_is_durable_at_the_end()
    {
        var commits = new PipelinedCommits(_store.Events, PipelinedCommits.Many);
        for (var version = 0; version < 100; version++)
            await commits.Commit(Given.Commit("a", version, Given.Event("{}")));

        await commits.Finish();

        Assert.Equal(100, (await _store.Events.Streams().SingleAsync()).Version);
    }

    [Fact]
    public async Task GivenSomebodyElseWroteToTheStream_ThenTheEndSaysSo()
    {
        await _store.Events.Commit(Given.Commit("a", 0, Given.Event("theirs")));
        var commits = new PipelinedCommits(_store.Events, PipelinedCommits.Many);
        await commits.Commit(Given.Commit("a", 0, Given.Event("ours")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => commits.Finish().AsTask());
    }

    public void Dispose() => _store.Dispose();
}
