using System.Collections.Concurrent;

namespace Workflows.Tables;

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
