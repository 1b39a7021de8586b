using System.Text;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Commits that are durable as bytes in one table and wait for their rows in the others. Belongs to the writer's thread, but for
/// <see cref="Holds"/> and <see cref="IsEmpty"/>, by which readers know what to wait for.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly List<JournaledCommit> _waiting = [];
    private readonly Lock _lock = new();
    private readonly HashSet<StreamId> _streams = [];
    private int _written;
    private long _size;

    public IReadOnlyList<JournaledCommit> Waiting => _waiting;

    /// <summary>In bytes.</summary>
    public long Size => _size;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _streams.Count == 0;
        }
    }

    public bool Holds(StreamId stream)
    {
        lock (_lock)
            return _streams.Contains(stream);
    }

    public void Add(JournaledCommit commit)
    {
        _waiting.Add(commit);
        lock (_lock)
            _streams.Add(commit.Commit.Stream);
    }

    /// <summary>Writes what was added since the last time into one row. Call it before the transaction's end.</summary>
    public void Write(Session session)
    {
        if (_written == _waiting.Count)
            return;
        _bytes.SetLength(0);
        using (var to = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var commit in _waiting.Skip(_written))
                JournalFormat.Write(to, commit);
        }

        session.Prepare("INSERT INTO journal (commits) VALUES (?)").With(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length)).Run();
        _written = _waiting.Count;
        _size += _bytes.Length;
    }

    /// <summary>Takes the commits that waited out of it, whose rows were written in the same transaction.</summary>
    public void Clear(Session session)
    {
        if (_written > 0)
            session.Prepare("DELETE FROM journal").Run();
        Forget();
    }

    /// <summary>Goes back to what is stored, when the transaction was rolled back or the database opened.</summary>
    public void Load(Session session)
    {
        Forget();
        foreach (var commit in Read(session))
            Add(commit);
        _written = _waiting.Count;
        _size = session.Prepare("SELECT coalesce(sum(length(commits)), 0) FROM journal").First(row => row.Number(0));
    }

    /// <exception cref="InvalidDataException">A newer program wrote it, or it is damaged.</exception>
    public static List<JournaledCommit> Read(Session session) =>
        [.. session.Prepare("SELECT commits FROM journal ORDER BY id").All(row => row.Bytes(0)).SelectMany(Commits)];

    public void Dispose() => _bytes.Dispose();

    private void Forget()
    {
        _waiting.Clear();
        (_written, _size) = (0, 0);
        lock (_lock)
            _streams.Clear();
    }

    private static IEnumerable<JournaledCommit> Commits(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes));
        while (from.BaseStream.Position < bytes.Length)
            yield return JournalFormat.Read(from);
    }
}
