using Workflows.Web.Operations;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Works out what pages about a region would otherwise have somebody wait for: everything that is missing when the server has started, and each
/// strategy again when a value of it may have changed.
/// </summary>
internal sealed class LookingAhead(
    CurrentValues values, FailedWork failed, Alarms alarms, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LookingAhead> log)
    : BackgroundLoop(alarms.Values, failed, time, lifetime, log)
{
    /// <summary>On a busy day many accept answers at once; theirs are worked out together.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    protected override async ValueTask<DateTimeOffset?> Work(CancellationToken cancellation)
    {
        await values.Refresh(cancellation);
        await Task.Delay(Rest, cancellation);
        return null;
    }

    protected override ValueTask Reconcile(CancellationToken cancellation) => values.Keep(cancellation);
}
