using Microsoft.Extensions.Logging;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Delivery;

/// <summary>Delivers what events owe.</summary>
public sealed class EffectDispatcher(
    IEffectLedger ledger, WorkflowDelivery workflows, MailDelivery mails, TimeProvider time, ILogger<EffectDispatcher> log)
    : Dispatcher(ledger, time, log)
{
    /// <summary>Every kind that an event owes.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext, EffectKinds.SendMail];

    protected override async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch) => batch.Kind switch
    {
        EffectKinds.SendMail => await mails.Deliver(batch),
        _ => [new(batch.Keys, await workflows.Deliver(batch.Entries[0]))],
    };
}
