using Workflows.Web.Operations;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Works until nothing is left, then sleeps until it is rung or the next moment comes. What goes wrong is logged and tried again; it
/// never ends the program.
/// </summary>
internal abstract partial class BackgroundLoop(
    Alarm alarm, FailedWork failed, TimeProvider time, IHostApplicationLifetime lifetime, ILogger log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    private DateTimeOffset _reconcileAt = DateTimeOffset.MinValue;

    protected TimeProvider Time => time;

    /// <summary>Where an administrator sees what went wrong.</summary>
    protected FailedWork Failures => failed;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first; at a first start there is much to send, which would hold it up.
        await Started(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Turn(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A full disk or a bug in one place must not end everything; it is logged and tried again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(failure, GetType().Name);
                failed.Record(GetType().Name, null, failure);
                await alarm.Wait(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does what is due.</summary>
    /// <returns>When something is due next, in UTC; null when nothing is known of.</returns>
    protected abstract ValueTask<DateTimeOffset?> Work(CancellationToken cancellation);

    /// <summary>Heals what the indexes have lost; called at the start and every hour.</summary>
    protected abstract ValueTask Reconcile(CancellationToken cancellation);

    private async Task Started(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    private async Task Turn(CancellationToken cancellation)
    {
        if (time.GetUtcNow() is var now && now >= _reconcileAt)
        {
            await Reconcile(cancellation);
            _reconcileAt = now + Reconciler.Every;
        }

        var next = await Work(cancellation);
        var wait = next is { } moment && moment - time.GetUtcNow() is var left && left < AtMost ? left : AtMost;
        if (wait > TimeSpan.Zero)
            await alarm.Wait(wait, cancellation);
    }

    [LoggerMessage(LogLevel.Error, "{Loop} broke off and is tried again.")]
    private partial void Failed(Exception exception, string loop);
}
