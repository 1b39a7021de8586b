using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>The event store of one simulated municipality: hands every commit on and counts it when it is saved.</summary>
internal sealed class TalliedEvents(IEventStore store, Action<Commit> saved) : IEventStore
{
    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var result = await store.Commit(commit, cancellation);
        if (result is CommitResult.Saved)
            saved(commit);
        return result;
    }

    public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        store.Read(stream, afterVersion, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);
}
