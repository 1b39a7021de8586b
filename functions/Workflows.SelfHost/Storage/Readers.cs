using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Workflows.SelfHost.Storage;

/// <summary>A few read-only connections that take turns. Each read sees the last commit before it began.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly SemaphoreSlim _free = new(Most);
    private readonly ConcurrentBag<Session> _idle = [];

    public async ValueTask<T> Read<T>(Func<Session, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_idle.TryTake(out var session))
                session = new Session(file, SqliteOpenMode.ReadOnly);
            try
            {
                return read(session);
            }
            finally
            {
                _idle.Add(session);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Dispose();
    }
}
