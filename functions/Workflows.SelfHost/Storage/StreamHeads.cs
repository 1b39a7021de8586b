using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <param name="Id">The stream's number in the database; 0 as long as all its commits wait in the journal.</param>
/// <param name="Version">Counts the journaled events too, and <paramref name="Hash"/> is of the last of them.</param>
/// <param name="WakeAt">In UTC ticks, as far as it was written into its row.</param>
/// <param name="Listed">What lists show of the workflow, as far as it was written since the program started.</param>
internal sealed record Head(long Id, MunicipalityId Municipality, long Version, ReadOnlyMemory<byte> Hash, long? WakeAt, WorkflowRow? Listed)
{
    public static Head New(MunicipalityId municipality) => new(0, municipality, 0, HashChain.Root, null, null);
}

/// <summary>
/// The heads of the streams that were written lately, so that an append reads nothing. Of two generations of equal size the older
/// is forgotten when the younger is full, and whatever is asked for moves into the younger. The journal holds far fewer streams than
/// one generation, so none that waits in it is ever forgotten.
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

    /// <summary>Begins anew with what is stored: after a rollback, much that was remembered never came to be.</summary>
    public void Load(Session session, IReadOnlyList<JournaledCommit> journaled)
    {
        _younger.Clear();
        _older.Clear();
        foreach (var (commit, hashes) in journaled)
        {
            var head = Find(session, commit.Stream) ?? Head.New(commit.Municipality);
            Remember(commit.Stream, head with { Version = commit.ExpectedVersion + hashes.Count, Hash = hashes is [.., var last] ? last : head.Hash });
        }
    }

    private static Head? Load(Session session, StreamId stream) =>
        session.Prepare("SELECT id, municipality, version, hash, wake_at FROM streams WHERE name = ?")
            .With(stream.Value)
            .First(row => new Head(row.Number(0), new MunicipalityId(row.Text(1)), row.Number(2), row.Bytes(3), row.NumberOrNull(4), null));
}
