using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>
/// Lets commits of many municipalities wait for each other until half of those that are at it have one, and hands them to the store
/// together: the store flushes them as one, which costs a fraction of as many small ones. What comes of each commit stays the same.
/// </summary>
internal sealed class GatheredCommits(IEventStore store) : IEventStore
{
    private readonly Lock _lock = new();
    private List<(Commit Commit, TaskCompletionSource<CommitResult> Result)> _waiting = [];
    private int _playing;

    public void Begin()
    {
        lock (_lock)
            _playing++;
    }

    /// <summary>Nobody waits any more for one that has ended.</summary>
    public void End()
    {
        lock (_lock)
            _playing--;
        Forward();
    }

    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        // The store answers in a thread of the pool, in which the commit's caller may go on.
        var result = new TaskCompletionSource<CommitResult>();
        lock (_lock)
            _waiting.Add((commit, result));
        Forward();
        return await result.Task;
    }

    public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        store.Read(stream, afterVersion, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);

    private void Forward()
    {
        List<(Commit Commit, TaskCompletionSource<CommitResult> Result)> together;
        lock (_lock)
        {
            if (_waiting.Count == 0 || _waiting.Count < _playing / 2)
                return;
            (together, _waiting) = (_waiting, []);
        }

        foreach (var (commit, result) in together)
            _ = Forward(commit, result);
    }

    private async Task Forward(Commit commit, TaskCompletionSource<CommitResult> result)
    {
        try
        {
            result.SetResult(await store.Commit(commit, CancellationToken.None));
        }
#pragma warning disable CA1031 // Handed on to whoever waits for the commit.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            result.SetException(failure);
        }
    }
}
