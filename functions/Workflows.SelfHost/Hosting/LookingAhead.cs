using Workflows.Web.Operations;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Works out what pages about a region would otherwise have somebody wait for: everything that is missing soon after the server has started, and
/// each strategy again when a value of it may have changed.
/// </summary>
internal sealed class LookingAhead(
    CurrentValues values, FailedWork failed, Alarms alarms, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LookingAhead> log)
    : BackgroundLoop(alarms.Values, failed, time, lifetime, log)
{
    /// <summary>The first pages after a start come first, and what is accepted within a few seconds is worked out together.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    protected override async ValueTask<DateTimeOffset?> Work(CancellationToken cancellation)
    {
        await Task.Delay(Rest, cancellation);
        await values.Refresh(cancellation);
        return null;
    }

    protected override ValueTask Reconcile(CancellationToken cancellation) => values.Keep(cancellation);
}
