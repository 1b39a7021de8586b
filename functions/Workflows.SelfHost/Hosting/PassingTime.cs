using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Operations;

namespace Workflows.SelfHost.Hosting;

/// <summary>Moves strategies and workflows on when their time has come, and carries to workflows what strategies owe them.</summary>
internal sealed partial class PassingTime(
    IWakeUps wakeUps, Ticking ticking, EffectDispatcher dispatcher, Reconciler reconciler, FailedWork failed, Alarms alarms, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<PassingTime> log)
    : BackgroundLoop(alarms.Time, failed, time, lifetime, log)
{
    private const int AtOnce = 100;

    private static readonly string[] ToWorkflows = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext];
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    // A stream that cannot be moved on is left alone for a while, so that it holds up no other.
    private readonly Dictionary<StreamId, DateTimeOffset> _resting = [];

    protected override async ValueTask<DateTimeOffset?> Work(CancellationToken cancellation)
    {
        while (await DeliverAndTick(cancellation))
        {
        }

        var rested = _resting.Count > 0 ? _resting.Values.Min() : (DateTimeOffset?)null;
        return _resting.Count > 0 ? rested : await wakeUps.Next(cancellation);
    }

    protected override async ValueTask Reconcile(CancellationToken cancellation)
    {
        if (await reconciler.Release(ToWorkflows, cancellation) is > 0 and var released)
            Released(released);
        await foreach (var stream in reconciler.Due(cancellation))
            await Tick(stream, cancellation);
    }

    private async ValueTask<bool> DeliverAndTick(CancellationToken cancellation)
    {
        var worked = await dispatcher.DeliverDue(ToWorkflows, AtOnce, cancellation) > 0;
        var now = Time.GetUtcNow();
        foreach (var (stream, _) in _resting.Where(r => r.Value <= now).ToList())
            _resting.Remove(stream);
        foreach (var stream in await wakeUps.Due(now, AtOnce + _resting.Count, cancellation))
        {
            if (_resting.ContainsKey(stream))
                continue;
            worked = true;
            await Tick(stream, cancellation);
        }

        return worked;
    }

    private async ValueTask Tick(StreamId stream, CancellationToken cancellation)
    {
        try
        {
            if (await ticking.Tick(stream, cancellation))
                return;
            StillDue(stream);
            Failures.Record(nameof(PassingTime), stream, "It is due and stays due: its tick decides nothing.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotTicked(failure, stream);
            Failures.Record(nameof(PassingTime), stream, failure);
        }

        _resting[stream] = Time.GetUtcNow() + Rest;
    }

    [LoggerMessage(LogLevel.Error, "Time could not be moved on in {Stream}.")]
    private partial void NotTicked(Exception exception, StreamId stream);

    [LoggerMessage(LogLevel.Error, "{Stream} is due and stays due: its tick decides nothing.")]
    private partial void StillDue(StreamId stream);

    [LoggerMessage(LogLevel.Warning, "{Count} effects were taken for delivery and never recorded; they are owed again.")]
    private partial void Released(int count);
}
