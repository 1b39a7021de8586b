using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Workflows.SelfHost.Storage;

/// <summary>A few read-only connections that take turns. Each read sees the last commit before it began.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly SemaphoreSlim free = new(Most);
    private readonly ConcurrentBag<Session> idle = [];

    public async ValueTask<T> Read<T>(Func<Session, T> read, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!idle.TryTake(out var session))
                session = new Session(file, SqliteOpenMode.ReadOnly);
            try
            {
                return read(session);
            }
            finally
            {
                idle.Add(session);
            }
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var session))
            session.Dispose();
        free.Dispose();
    }
}
