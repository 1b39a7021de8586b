using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <summary>The most recently used states, at most so many. Only a newer version replaces one that is kept.</summary>
internal sealed class StateCache<TState>(int capacity)
    where TState : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, LinkedListNode<(StreamId Stream, Versioned<TState> State)>> _byStream = [];
    private readonly LinkedList<(StreamId Stream, Versioned<TState> State)> _byUse = [];

    public Versioned<TState>? Find(StreamId stream)
    {
        lock (_lock)
        {
            if (!_byStream.TryGetValue(stream, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.State;
        }
    }

    public void Keep(StreamId stream, Versioned<TState> state)
    {
        lock (_lock)
        {
            if (_byStream.TryGetValue(stream, out var node))
            {
                if (node.Value.State.Version < state.Version)
                    node.Value = (stream, state);
                return;
            }

            _byStream.Add(stream, _byUse.AddFirst((stream, state)));
            if (_byStream.Count <= capacity)
                return;
            _byStream.Remove(_byUse.Last!.Value.Stream);
            _byUse.RemoveLast();
        }
    }
}

/// <summary>Lets one command at a time work on a stream within this process, which saves deciding again after conflicts.</summary>
internal sealed class StreamLocks
{
    // Streams share stripes; two that collide wait for each other, which is only slower.
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1, 1))];

    public async ValueTask<Entered> Enter(StreamId stream, CancellationToken cancellation)
    {
        var stripe = _stripes[(uint)stream.GetHashCode() % _stripes.Length];
        await stripe.WaitAsync(cancellation);
        return new(stripe);
    }

    internal readonly struct Entered(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
