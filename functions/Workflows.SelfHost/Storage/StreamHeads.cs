using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <param name="Id">The stream's number in the database.</param>
/// <param name="WakeAt">In UTC ticks.</param>
/// <param name="Listed">What lists show of the workflow, as far as it was written since the program started.</param>
internal sealed record Head(long Id, MunicipalityId Municipality, long Version, byte[] Hash, long? WakeAt, WorkflowRow? Listed);

/// <summary>
/// The heads of the streams that were written lately, so that an append reads nothing. Of two generations of equal size the older
/// is forgotten when the younger is full, and whatever is asked for moves into the younger.
/// </summary>
internal sealed class StreamHeads(int generation = 50_000)
{
    private Dictionary<StreamId, Head> _younger = [];
    private Dictionary<StreamId, Head> _older = [];

    public Head? Find(Session session, StreamId stream)
    {
        if (_younger.TryGetValue(stream, out var head))
            return head;
        head = _older.GetValueOrDefault(stream) ?? Load(session, stream);
        if (head is not null)
            Remember(stream, head);
        return head;
    }

    public void Remember(StreamId stream, Head head)
    {
        if (_younger.Count >= generation)
            (_older, _younger) = (_younger, []);
        _younger[stream] = head;
    }

    /// <summary>After a rollback, when what was remembered never came to be.</summary>
    public void Clear()
    {
        _younger.Clear();
        _older.Clear();
    }

    private static Head? Load(Session session, StreamId stream) =>
        session.Prepare("SELECT id, municipality, version, hash, wake_at FROM streams WHERE name = ?")
            .With(stream.Value)
            .First(row => new Head(row.Number(0), new MunicipalityId(row.Text(1)), row.Number(2), row.Bytes(3), row.NumberOrNull(4), null));
}
