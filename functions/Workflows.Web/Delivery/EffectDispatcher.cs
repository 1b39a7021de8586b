using Microsoft.Extensions.Logging;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>
/// Delivers what the ledger owes: claims it, carries it out, and records what became of it. Whatever goes wrong is recorded and tried
/// again; a delivery that has begun is finished and recorded before the dispatcher stops.
/// </summary>
public sealed partial class EffectDispatcher(
    IEffectLedger ledger,
    WorkflowDelivery workflows,
    MailDelivery mails,
    LinkDelivery? links,
    TimeProvider time,
    ILogger<EffectDispatcher> log)
{
    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext, EffectKinds.SendMail, EffectKinds.SendLink];

    /// <summary>Delivers up to <paramref name="limit"/> effects that are due, and with each the others of its group.</summary>
    /// <returns>How many were settled, whatever came of them. 0 when nothing was due.</returns>
    /// <exception cref="OperationCanceledException">Before anything was claimed. Likewise whatever a ledger throws that cannot be read.</exception>
    public async ValueTask<int> DeliverDue(IReadOnlyCollection<string> kinds, int limit, CancellationToken cancellation = default)
    {
        var claimed = await ledger.Claim(kinds, time.GetUtcNow(), limit, cancellation);
        var settled = 0;
        foreach (var batch in Batch.Of(claimed))
        {
            // Stopping: what has not begun is given back, so that nobody takes it for half sent.
            var settlements = cancellation.IsCancellationRequested
                ? [new(batch.Keys, new Outcome.Later(time.GetUtcNow(), "stopped before it was begun"))]
                : await Deliver(batch);
            foreach (var settlement in settlements)
                settled += await Settle(settlement);
        }

        return settled;
    }

    private async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch)
    {
        try
        {
            return batch.Kind switch
            {
                EffectKinds.SendMail => await mails.Deliver(batch),
                EffectKinds.SendLink when links is not null => [await links.Deliver(batch)],
                _ => [new(batch.Keys, await workflows.Deliver(batch.Entries[0]))],
            };
        }
#pragma warning disable CA1031 // One broken delivery must not hold up the others; it is logged and shown in the ledger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Broke(e, batch.Keys[0]);
            return [batch.Again(time.GetUtcNow(), batch.Receipts, e.GetType().Name)];
        }
    }

    private async ValueTask<int> Settle(Settlement settlement)
    {
        try
        {
            await ledger.Settle(settlement.Keys, settlement.Outcome, CancellationToken.None);
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
