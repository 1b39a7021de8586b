using Microsoft.Extensions.Logging;
using Workflows.Core.Ports;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>
/// Delivers what is owed: claims it, carries it out, and records what became of it. Whatever goes wrong is recorded and tried
/// again; a delivery that has begun is finished and recorded before the dispatcher stops.
/// </summary>
public abstract partial class Dispatcher(IOwedEffects owed, TimeProvider time, ILogger log)
{
    private readonly ILogger _log = log;

    /// <summary>Delivers up to <paramref name="limit"/> effects that are due, and with each the others of its group.</summary>
    /// <returns>How many were settled, whatever came of them. 0 when nothing was due.</returns>
    /// <exception cref="OperationCanceledException">Before anything was claimed. Likewise whatever a ledger throws that cannot be read.</exception>
    public async ValueTask<int> DeliverDue(IReadOnlyCollection<string> kinds, int limit, CancellationToken cancellation = default)
    {
        var claimed = await owed.Claim(kinds, time.GetUtcNow(), limit, cancellation);
        var settled = 0;
        foreach (var batch in Batch.Of(claimed))
        {
            // Stopping: what has not begun is given back, so that nobody takes it for half sent.
            var settlements = cancellation.IsCancellationRequested
                ? [new(batch.Keys, new Outcome.Later(time.GetUtcNow(), batch.Receipts.Note("stopped before it was begun")))]
                : await Carry(batch);
            foreach (var settlement in settlements)
                settled += await Settle(settlement);
        }

        return settled;
    }

    /// <summary>Carries one batch out. What it throws is logged, and the batch is tried again.</summary>
    protected abstract ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch);

    private async ValueTask<IReadOnlyList<Settlement>> Carry(Batch batch)
    {
        using var span = DeliveryTrace.Begin(batch);
        try
        {
            return await Deliver(batch);
        }
#pragma warning disable CA1031 // One broken delivery must not hold up the others; it is logged and shown in the ledger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Broke(e, batch.Keys[0]);
            return [new(batch.Keys, batch.Again(time.GetUtcNow(), batch.Receipts, e.GetType().Name))];
        }
    }

    private async ValueTask<int> Settle(Settlement settlement)
    {
        try
        {
            await owed.Settle(settlement.Keys, settlement.Outcome, CancellationToken.None);
        }
#pragma warning disable CA1031 // Unsettled effects are "unknown" after a restart and are delivered again under the same key.
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotRecorded(e, settlement.Keys[0]);
            return 0;
        }

        foreach (var key in settlement.Keys)
            Settled(key, settlement.Outcome.GetType().Name);
        return settlement.Keys.Count;
    }

    [LoggerMessage(LogLevel.Information, "Effect {Key}: {Outcome}.")]
    private partial void Settled(string key, string outcome);

    [LoggerMessage(LogLevel.Error, "Delivering effect {Key} broke off.")]
    private partial void Broke(Exception exception, string key);

    [LoggerMessage(LogLevel.Error, "What became of effect {Key} could not be recorded; it counts as unknown.")]
    private partial void NotRecorded(Exception exception, string key);
}

/// <summary>What became of some effects.</summary>
public sealed record Settlement(IReadOnlyList<string> Keys, Outcome Outcome);
