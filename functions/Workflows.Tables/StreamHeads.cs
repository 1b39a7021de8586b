using Microsoft.Extensions.Caching.Memory;

namespace Workflows.Tables;

/// <summary>
/// Reads heads. Those of recent commits are remembered, so that a stream that one instance works on is written without being read; a
/// remembered head that somebody else has replaced fails the commit and is read again.
/// </summary>
internal sealed class StreamHeads(AzureStorage storage) : IDisposable
{
    private const int Parallel = 16;

    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = 500 });

    public async ValueTask<Head> Find(StreamId stream, CancellationToken cancellation) =>
        _recent.TryGetValue(stream, out Head? head) ? head! : await Read(stream, cancellation).ConfigureAwait(false);

    public async ValueTask<Head> Read(StreamId stream, CancellationToken cancellation)
    {
        var row = await storage.Streams.Find(stream.Value, Rows.Head, cancellation).ConfigureAwait(false);
        var head = row is null ? Head.None(stream) : Head.Read(row);
        Keep(head);
        return head;
    }

    /// <summary>The heads of streams that exist, in the order given, some read at a time.</summary>
    public async IAsyncEnumerable<Head> ReadAll(
        IAsyncEnumerable<StreamId> streams, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var some in streams.Chunk(Parallel).WithCancellation(cancellation).ConfigureAwait(false))
        {
            foreach (var head in await Task.WhenAll(some.Select(s => Read(s, cancellation).AsTask())).ConfigureAwait(false))
            {
                if (head.Tag is not null)
                    yield return head;
            }
        }
    }

    public void Keep(Head head) => _recent.Set(head.Stream, head, new MemoryCacheEntryOptions { Size = 1 });

    public void Forget(StreamId stream) => _recent.Remove(stream);

    public void Dispose() => _recent.Dispose();
}
