using Microsoft.Extensions.Logging;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;

namespace Workflows.Web.Links;

/// <summary>Delivers what the outbox owes: the links that people asked for.</summary>
public sealed class LinkDispatcher(IOutbox outbox, LinkDelivery links, TimeProvider time, ILogger<LinkDispatcher> log) : Dispatcher(outbox, time, log)
{
    /// <summary>Each is a kind of its own, claimed alone.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [SendLink];

    /// <summary>A mail with a link that somebody asked for. Stands in the outbox's rows.</summary>
    internal const string SendLink = "send-link";

    protected override async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch) => [await links.Deliver(batch)];
}
