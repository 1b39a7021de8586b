using System.Collections.Concurrent;

namespace Workflows.Functions.Orchestrations;

/// <summary>Gathers the streams that are written to within a call, so that their orchestrations can be woken after it.</summary>
internal sealed class Touched : IDisposable
{
    private static readonly AsyncLocal<Touched?> Current = new();

    private readonly ConcurrentDictionary<StreamId, bool> _streams = [];

    public IEnumerable<StreamId> Streams => _streams.Keys.OrderBy(s => s.Value, StringComparer.Ordinal);

    public static Touched Begin() => Current.Value = new();

    public static void Add(StreamId stream) => Current.Value?._streams.TryAdd(stream, true);

    public void Dispose() => Current.Value = null;
}

/// <summary>The event store as the app uses it: what an orchestration has to look at is noted.</summary>
internal sealed class TouchingEvents(IEventStore store) : IEventStore
{
    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var result = await store.Commit(commit, cancellation);
        if (result is CommitResult.Saved)
            Touched.Add(commit.Stream);
        return result;
    }

    public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        store.Read(stream, afterVersion, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);
}
