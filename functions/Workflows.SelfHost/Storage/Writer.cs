using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>What a piece of work may use while the writer runs it.</summary>
internal sealed record WriteContext(Session Session, StreamHeads Heads, Journal Journal)
{
    /// <summary>Writes the rows of all commits that wait in the journal, so that every table holds all that was committed.</summary>
    public void Settle()
    {
        while (Journal.HasPart || Journal.Waiting.Count > 0)
            Settle(int.MaxValue);
    }

    /// <summary>
    /// Writes the rows of about so many of them, stream by stream. Where that leaves some, all must stand in the journal's table already.
    /// </summary>
    public void Settle(int commits)
    {
        if (!Journal.HasPart)
            Journal.BeginPart(stream => Heads.Find(Session, stream) is { Id: > 0 } head ? head.Id : long.MaxValue);
        CommitRows.Save(this, Journal.Take(Session, commits));
    }

    /// <summary>Goes back to what is stored.</summary>
    public void Reload()
    {
        Journal.Load(Session);
        Heads.Load(Session, Journal.Waiting);
    }
}

/// <summary>
/// The only writer of the database, on a thread of its own. It takes all the work that waits, up to a bound, into one transaction and
/// answers after the commit, so that many callers share one flush to disk and a lone caller waits for nobody. Commits are answered when they
/// stand in the journal; their rows follow when somebody asks for them, or many have gathered.
/// Work must give the same again when run twice: when a batch fails it is rolled back and each piece is run in a transaction of its own,
/// so that only the one at fault fails.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MaxBatch = 4096;

    // The more commits of a stream settle together, the fewer pages each costs. They settle some streams at a time, while those who were just
    // answered think of their next command.
    private const int MaxJournaled = 2048;
    private const int MaxJournaledBytes = 8 << 20;
    private const int LeastSettled = 64;

    // Callers wait for their answers, so the queue is never longer than there are callers. A continuation run in the caller's thread only wakes
    // the writer's.
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly WriteContext _context;
    private readonly Thread _thread;

    public Writer(Session session)
    {
        _context = new WriteContext(session, new StreamHeads(), new Journal());
        _context.Reload();
        _thread = new Thread(Loop) { Name = "database writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether the rows of all commits are written.</summary>
    public bool IsSettled => _context.Journal.IsEmpty;

    public bool IsJournaled(StreamId stream) => _context.Journal.Holds(stream);

    /// <summary>Completes when what the work wrote is durable.</summary>
    /// <exception cref="SqliteException">The database could not be written; nothing of this work was saved.</exception>
    public Task<T> Write<T>(Func<WriteContext, T> run)
    {
        var work = new Work<T>(run);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(work), this);
        return work.Answered;
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        _context.Journal.Dispose();
        _context.Session.Dispose();
    }

    private void Loop()
    {
        var batch = new List<Work>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var work))
                batch.Add(work);
            Save(batch);
            // Twice as many as came, so that the journal grows no further.
            var some = Math.Max(LeastSettled, 2 * batch.Count);
            batch.Clear();
            while (IsTimeToSettle && TrySettle(context => context.Settle(some)) && !_queue.Reader.TryPeek(out _))
            {
            }
        }

        TrySettle(context => context.Settle());
    }

    private bool IsTimeToSettle =>
        _context.Journal.HasPart || _context.Journal.Waiting.Count >= MaxJournaled || _context.Journal.Size >= MaxJournaledBytes;

    // All of it is durable already. Who reads the tables settles first and learns why it cannot be done; the next batch tries again.
    private bool TrySettle(Action<WriteContext> settle)
    {
        try
        {
            InTransaction(settle);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void Save(List<Work> batch)
    {
        try
        {
            InTransaction(context =>
            {
                foreach (var work in batch)
                    work.Run(context);
                context.Journal.Write(context.Session);
            });
        }
        catch (Exception failure)
        {
            if (batch is [var alone])
                alone.Fail(failure);
            else
                batch.ForEach(work => Save([work]));
            return;
        }

        batch.ForEach(work => work.Answer());
    }

    private void InTransaction(Action<WriteContext> write)
    {
        try
        {
            _context.Session.Prepare("BEGIN IMMEDIATE").Run();
            write(_context);
            _context.Session.Prepare("COMMIT").Run();
            _context.Journal.Taken();
        }
        catch
        {
            if (_context.Session.InTransaction)
                _context.Session.Prepare("ROLLBACK").Run();
            _context.Reload();
            throw;
        }
    }

    private abstract class Work
    {
        public abstract void Run(WriteContext context);

        public abstract void Answer();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<WriteContext, T> run) : Work
    {
        // The callers' code must not run in the writer's thread.
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answered => _answer.Task;

        public override void Run(WriteContext context) => _result = run(context);

        public override void Answer() => _answer.SetResult(_result!);

        public override void Fail(Exception failure) => _answer.SetException(failure);
    }
}
