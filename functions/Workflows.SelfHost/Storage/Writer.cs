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
    private readonly Channel<Work> queue = Channel.CreateUnbounded<Work>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly WriteContext context;
    private readonly Thread thread;

    public Writer(Session session)
    {
        context = new WriteContext(session, new StreamHeads());
        thread = new Thread(Loop) { Name = "database writer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Completes when what the work wrote is durable.</summary>
    /// <exception cref="SqliteException">The database could not be written; nothing of this work was saved.</exception>
    public Task<T> Write<T>(Func<WriteContext, T> run)
    {
        var work = new Work<T>(run);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(work), this);
        return work.Answered;
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
        context.Session.Dispose();
    }

    private void Loop()
    {
        var batch = new List<Work>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && queue.Reader.TryRead(out var work))
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
            context.Session.Prepare("BEGIN IMMEDIATE").Run();
            foreach (var work in batch)
                work.Run(context);
            context.Session.Prepare("COMMIT").Run();
        }
        catch
        {
            context.Heads.Clear();
            if (context.Session.InTransaction)
                context.Session.Prepare("ROLLBACK").Run();
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
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Answered => answer.Task;

        public override void Run(WriteContext context) => result = run(context);

        public override void Answer() => answer.SetResult(result!);

        public override void Fail(Exception failure) => answer.SetException(failure);
    }
}
