using Workflows.Web.Operations;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Hosting;

/// <summary>Works out every hour what pages about a region would otherwise have somebody wait for.</summary>
internal sealed class LookingAhead(CurrentValues values, FailedWork failed, TimeProvider time) : BackgroundService
{
    /// <summary>So that a start is not slower for it.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; !stoppingToken.IsCancellationRequested; wait = Reconciler.Every)
        {
            try
            {
                await Task.Delay(wait, time, stoppingToken);
                await values.Refresh(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A stream that cannot be read must not end the program; the page about the region says so too.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed.Record(nameof(LookingAhead), null, failure);
            }
        }
    }
}
