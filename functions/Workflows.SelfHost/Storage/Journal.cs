using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Commits that are durable as bytes in one table and wait for their rows in the others. They are taken out in parts, each stream by stream;
/// a part leaves the table when all its streams are written, so until then some of it may stand in both. Belongs to the writer's thread, but
/// for <see cref="Holds"/> and <see cref="IsEmpty"/>, by which readers know what to wait for.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly List<JournaledCommit> _waiting = [];
    private readonly Queue<List<JournaledCommit>> _part = [];
    private readonly List<List<JournaledCommit>> _taken = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, int> _streams = [];
    private int _written;
    private long _lastRow;
    private long _lastRowOfPart;

    /// <summary>Those that no part has begun to take out.</summary>
    public IReadOnlyList<JournaledCommit> Waiting => _waiting;

    /// <summary>Of what waits, in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Whether a part was begun and is not written to its end.</summary>
    public bool HasPart => _part.Count > 0;

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
            return _streams.ContainsKey(stream);
    }

    public void Add(JournaledCommit commit)
    {
        _waiting.Add(commit);
        lock (_lock)
            _streams[commit.Commit.Stream] = _streams.GetValueOrDefault(commit.Commit.Stream) + 1;
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

        _lastRow = session.Prepare("INSERT INTO journal (commits) VALUES (?) RETURNING id")
            .With(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length))
            .First(row => row.Number(0));
        _written = _waiting.Count;
        Size += _bytes.Length;
    }

    /// <summary>Begins to take out all that waits.</summary>
    /// <param name="place">Where the rows of a stream lie among those of the others.</param>
    public void BeginPart(Func<StreamId, long> place)
    {
        foreach (var stream in _waiting.GroupBy(c => c.Commit.Stream).OrderBy(g => place(g.Key)))
            _part.Enqueue([.. stream]);
        _lastRowOfPart = _lastRow;
        _waiting.Clear();
        (_written, Size) = (0, 0);
    }

    /// <summary>Takes streams of the part, whose rows are written in the same transaction, until they have so many commits; the last take its rows out too.</summary>
    public List<List<JournaledCommit>> Take(Session session, int commits)
    {
        var streams = new List<List<JournaledCommit>>();
        for (; commits > 0 && _part.TryDequeue(out var stream); commits -= stream.Count)
            streams.Add(stream);
        _taken.AddRange(streams);
        if (_part.Count == 0)
            session.Prepare("DELETE FROM journal WHERE id <= ?").With(_lastRowOfPart).Run();

        return streams;
    }

    /// <summary>Tells readers of what was taken, once the transaction has ended.</summary>
    public void Taken()
    {
        lock (_lock)
        {
            foreach (var stream in _taken)
            {
                var name = stream[0].Commit.Stream;
                if ((_streams[name] -= stream.Count) == 0)
                    _streams.Remove(name);
            }
        }

        _taken.Clear();
    }

    /// <summary>Goes back to what is stored, when the transaction was rolled back or the database opened.</summary>
    public void Load(Session session)
    {
        _waiting.Clear();
        _part.Clear();
        _taken.Clear();
        lock (_lock)
            _streams.Clear();
        foreach (var commit in Read(session))
            Add(commit);
        _written = _waiting.Count;
        (Size, _lastRow) = session.Prepare("SELECT coalesce(sum(length(commits)), 0), coalesce(max(id), 0) FROM journal").First(row => (row.Number(0), row.Number(1)));
    }

    /// <summary>The commits whose rows are still to be written, in the order in which they came.</summary>
    /// <exception cref="SqliteException">It is damaged, or written by a newer program.</exception>
    public static List<JournaledCommit> Read(Session session)
    {
        try
        {
            var all = session.Prepare("SELECT commits FROM journal ORDER BY id").All(row => row.Bytes(0)).SelectMany(Commits).ToList();
            var written = all.GroupBy(c => c.Commit.Stream).ToDictionary(g => g.Key, g => Written(session, g.Key, [.. g]));
            return all.FindAll(c => --written[c.Commit.Stream] < 0);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new SqliteException($"The journal of commits cannot be read: {failure.Message}", raw.SQLITE_CORRUPT);
        }
    }

    public void Dispose() => _bytes.Dispose();

    /// <summary>How many of a stream's commits have their rows: those of a part are written together, and the stream's version says whether they are.</summary>
    private static int Written(Session session, StreamId stream, List<JournaledCommit> commits)
    {
        var version = session.Prepare("SELECT version FROM streams WHERE name = ?").With(stream.Value).First(row => row.Number(0));
        return commits.FindLastIndex(c => c.Commit.Events.Count > 0 && c.Version <= version) + 1;
    }

    private static IEnumerable<JournaledCommit> Commits(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes));
        while (from.BaseStream.Position < bytes.Length)
            yield return JournalFormat.Read(from);
    }
}
