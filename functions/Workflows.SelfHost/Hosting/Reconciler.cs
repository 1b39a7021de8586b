using System.Runtime.CompilerServices;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Finds what the indexes have lost: the events say what is owed, so that whatever else was damaged or forgotten heals by itself.
/// </summary>
internal sealed class Reconciler(IListing listing, IEffectLedger ledger, Ticking ticking, TimeProvider time)
{
    private const int Page = 200;

    /// <summary>As <see cref="WorkflowNames"/> writes it into rows.</summary>
    private const string Running = "running";

    public static TimeSpan Every { get; } = TimeSpan.FromHours(1);

    /// <summary>Streams that are due by their events; the index of due times should name the same ones.</summary>
    public async IAsyncEnumerable<StreamId> Due([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var stream in Alive(cancellation))
        {
            if (await ticking.IsDue(stream, cancellation))
                yield return stream;
        }
    }

    /// <summary>
    /// Shows as unknown, and due at once, what a delivery took and never recorded. Call it from the one who delivers these kinds, while it delivers nothing.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> Release(IReadOnlyCollection<string> kinds, CancellationToken cancellation)
    {
        var released = 0;
        foreach (var kind in kinds)
        {
            while (await ledger.List(new(null, null, kind, EffectState.Sending, null, Page), cancellation) is { Count: > 0 } stuck)
            {
                foreach (var entry in stuck)
                    await ledger.Settle([entry.Key], new Delivery.Unknown(time.GetUtcNow(), entry.Note), cancellation);
                released += stuck.Count;
            }
        }

        return released;
    }

    private async IAsyncEnumerable<StreamId> Alive([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; await listing.Strategies(new(null, after, Page), cancellation) is [.., var last] page; after = last.Id.Value)
        {
            foreach (var strategy in page)
                yield return StreamId.Of(strategy.Id);
        }

        for (string? after = null; await listing.Workflows(new(null, null, null, Running, after, Page), cancellation) is [.., var last] page; after = last.Id.Value)
        {
            foreach (var workflow in page)
                yield return StreamId.Of(workflow.Id);
        }
    }
}
