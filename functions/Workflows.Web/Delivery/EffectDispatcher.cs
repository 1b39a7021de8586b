using Microsoft.Extensions.Logging;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Delivery;

/// <summary>Delivers what events owe.</summary>
public sealed class EffectDispatcher(
    IEffectLedger ledger, WorkflowDelivery workflows, MailDelivery mails, Undelivered undelivered, TimeProvider time, ILogger<EffectDispatcher> log)
    : Dispatcher(ledger, time, log)
{
    /// <summary>Every kind that an event owes.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext, EffectKinds.SendMail];

    protected override async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch)
    {
        if (batch.Kind is not EffectKinds.SendMail)
            return [new(batch.Keys, await workflows.Deliver(batch.Entries[0]))];
        var settlements = await mails.Deliver(batch);
        foreach (var settlement in settlements)
        {
            if (settlement.Outcome is not Core.Ports.Delivery.Failed failed)
                continue;
            foreach (var entry in batch.Entries.Where(e => settlement.Keys.Contains(e.Key)))
                await undelivered.Report(entry, MailReceipts.ReasonOf(failed.Note));
        }

        return settlements;
    }
}
