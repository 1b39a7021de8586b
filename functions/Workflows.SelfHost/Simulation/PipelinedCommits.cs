using System.Runtime.CompilerServices;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>
/// Lets a municipality go on while its last commits are still on their way to the disk: nobody outside hears of any of them before all are
/// durable. They are saved in the order in which they were handed over, so what is durable is always a beginning of what was done. Nobody else
/// writes to these streams; a commit that is not saved after all ends the simulation.
/// </summary>
/// <param name="most">How many are under way at once: one, unless the store saves in the order in which it was given them.</param>
internal sealed class PipelinedCommits(IEventStore store, int most) : IEventStore
{
    /// <summary>Enough that the disk never waits for the next one, few enough to hold in memory.</summary>
    public const int Many = 256;

    private readonly Queue<(Task<CommitResult> Saving, CommitResult.Saved Expected)> _underWay = [];

    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        if (_underWay.Count == most)
            await FinishOne();
        var expected = new CommitResult.Saved(commit.ExpectedVersion + commit.Events.Count);
        _underWay.Enqueue((store.Commit(commit, cancellation).AsTask(), expected));
        return expected;
    }

    /// <summary>Returns once everything handed over is durable.</summary>
    public async ValueTask Finish()
    {
        while (_underWay.Count > 0)
            await FinishOne();
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        StreamId stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Finish();
        await foreach (var stored in store.Read(stream, afterVersion, cancellation))
            yield return stored;
    }

    public async ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default)
    {
        await Finish();
        return await store.FindCommand(key, cancellation);
    }

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);

    private async ValueTask FinishOne()
    {
        var (saving, expected) = _underWay.Dequeue();
        if (await saving is var result && result != expected)
            throw new InvalidOperationException($"Somebody else wrote to a simulated municipality: {result} instead of {expected}.");
    }
}
