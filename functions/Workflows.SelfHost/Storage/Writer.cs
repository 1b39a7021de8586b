using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Workflows.SelfHost.Storage;

/// <summary>What a piece of work may use while the writer runs it.</summary>
internal sealed record WriteContext(Session Session, StreamHeads Heads);

/// <summary>
/// The only writer of the database, on a thread of its own. It takes all the work that waits, up to a bound, into one transaction and
/// answers after the commit, so that many callers share one flush to disk and a lone caller waits for nobody.
/// Work must give the same again when run twice: when a batch fails it is rolled back and each piece is run in a transaction of its own,
/// so that only the one at fault fails.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MaxBatch = 4096;

    // Callers wait for their answers, so the queue is never longer than there are callers. A continuation run in the caller's thread only wakes
    // the writer's.
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly WriteContext _context;
    private readonly Thread _thread;

    public Writer(Session session)
    {
        _context = new WriteContext(session, new StreamHeads());
        _thread = new Thread(Loop) { Name = "database writer", IsBackground = true };
        _thread.Start();
    }

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
            batch.Clear();
        }
    }

    private void Save(List<Work> batch)
    {
        try
        {
            InTransaction(batch);
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

    private void InTransaction(List<Work> batch)
    {
        try
        {
            _context.Session.Prepare("BEGIN IMMEDIATE").Run();
            foreach (var work in batch)
                work.Run(_context);
            _context.Session.Prepare("COMMIT").Run();
        }
        catch
        {
            _context.Heads.Clear();
            if (_context.Session.InTransaction)
                _context.Session.Prepare("ROLLBACK").Run();
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
