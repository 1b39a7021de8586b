using Microsoft.Extensions.Logging;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Operations;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Links;

/// <summary>Delivers what the outbox owes: the links that people asked for. Nobody lists the outbox, so one that was given up is shown as failed work.</summary>
public sealed class LinkDispatcher(IOutbox outbox, LinkDelivery links, FailedWork failed, TimeProvider time, ILogger<LinkDispatcher> log)
    : Dispatcher(outbox, time, log)
{
    /// <summary>Each is a kind of its own, claimed alone.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [SendLink];

    /// <summary>A mail with a link that somebody asked for. Stands in the outbox's rows.</summary>
    internal const string SendLink = "send-link";

    protected override async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch)
    {
        var settlement = await links.Deliver(batch);
        if (settlement.Outcome is Outcome.Failed { Note: var note })
            failed.Record(nameof(LinkDispatcher), null, note);
        return [settlement];
    }
}
