using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Workflows.Functions.Orchestrations;
using Workflows.Web;
using Workflows.Web.Delivery;
using Workflows.Web.Links;
using Workflows.Web.Regions;

namespace Workflows.Functions.Hosting;

/// <summary>
/// Finds what was lost: a wake-up, an orchestration, a process between two writes. What is overdue or owed has its orchestration woken, or
/// started again; so nothing needs to be delivered exactly once anywhere else.
/// </summary>
internal sealed partial class Reconciler(
    Healing healing, TableEffectLedger ledger, LedgerPages pages, IWakeUps wakeUps, LinkDispatcher links, Forgetting forgetting, CurrentValues values, TimeProvider time, ILogger<Reconciler> log)
{
    /// <summary>What is due for less is on its way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int AtOnce = 1000;

    [Function("Reconcile")]
    public async Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var found = await Find(time.GetUtcNow(), cancellation);
        foreach (var stream in found)
            await client.Wake(stream, cancellation);
        if (found.Count > 0)
            Woke(found.Count);
        await links.DeliverDue(LinkDispatcher.Kinds, AtOnce, cancellation);
    }

    /// <summary>Every night the index is written again from the streams, what is not kept for ever is forgotten, and what regions are made of is worked out.</summary>
    [Function("Rebuild")]
    public async Task Rebuild([TimerTrigger("0 30 1 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await healing.HealAll(cancellation);
        await forgetting.Run(cancellation);
        await values.Refresh(cancellation);
        await values.Keep(cancellation);
    }

    /// <summary>The streams whose orchestrations have something to do and seem not to know.</summary>
    internal async Task<IReadOnlySet<StreamId>> Find(DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new HashSet<StreamId>(await healing.HealMarked(TimeProvider.System.GetUtcNow() - Healing.Patience, cancellation));
        if (await ledger.ShowUnknown(EffectDispatcher.AllKinds, now, cancellation) is > 0 and var unknown)
            NotRecorded(unknown);
        found.UnionWith(await wakeUps.Due(now - Patience, AtOnce, cancellation));
        found.UnionWith((await pages.Due(EffectDispatcher.AllKinds, now - Patience, cancellation)).Select(d => Rows.StreamOf(d.Key)));
        return found;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} orchestrations were overdue and were woken.")]
    private partial void Woke(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} effects were taken for delivery and never recorded; they count as unknown and are owed again.")]
    private partial void NotRecorded(int count);
}
