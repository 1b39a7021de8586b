using System.Net;
using System.Net.Sockets;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Keys;

namespace Workflows.Web.Links;

/// <summary>What came of opening an institution's link.</summary>
public abstract record Opened
{
    private Opened()
    {
    }

    public sealed record Open(Link Link, Strategy Strategy, Institution Institution, Contact Contact, Caller Caller) : Opened;

    /// <summary>A new one may be sent to the address on file.</summary>
    public sealed record Expired(Link Link, Contact Contact) : Opened;

    /// <summary>Taken back, or its recipient is no longer a contact of the institution.</summary>
    public sealed record Revoked(Link Link) : Opened;

    /// <summary>There is no such link.</summary>
    public sealed record Unknown : Opened;
}

/// <summary>How a link was used, in the audit trail.</summary>
public static class LinkActs
{
    public const string Seen = "seen";
    public const string Answered = "answered";
    public const string Refused = "refused";
    public const string Renewed = "renewed";
    public const string Calendar = "calendar";
}

/// <summary>Lets institutions in by their links and keeps the trail of their use. Opening a link any number of times changes nothing else.</summary>
public sealed class LinkDoor(ILinks links, ILinkUses uses, WorkflowRunner workflows, StrategyRunner strategies, TimeProvider time)
{
    public async ValueTask<Opened> Open(string token, CancellationToken cancellation = default)
    {
        if (await Find(token, cancellation) is not { Bearer: { Strategy: { } strategyId, Institution: { } institutionId } bearer } link)
            return new Opened.Unknown();
        if ((await strategies.Load(StreamId.Of(strategyId), cancellation)).State is not StrategyState.Registered { Strategy: var strategy }
            || link.RevokedAt is not null
            || strategy.Find(institutionId) is not { } institution
            || institution.Contacts.FirstOrDefault(c => LinkToken.HolderOf(c) == bearer.Holder) is not { } contact)
            return new Opened.Revoked(link);
        if (LinkTerms.EndOf(link, await TaskOf(bearer, cancellation)) <= time.GetUtcNow())
            return new Opened.Expired(link, contact);
        var scope = new LinkScope(strategyId, bearer is { Workflow: { } w, Task: { } t } ? (w, t) : null);
        return new Opened.Open(
            link, strategy, institution, contact, new(link.Id, ActorKind.Institution, strategy.Municipality.Id, institutionId, scope));
    }

    /// <summary>The link of a token, whatever its state; null when there is none.</summary>
    public async ValueTask<Link?> Find(string token, CancellationToken cancellation = default) =>
        token.Length > LinkToken.MaxLength ? null : await links.FindByHash(LinkToken.HashOf(token), cancellation);

    /// <summary>Takes a link back. False when the caller has no such link in reach, or it was revoked before.</summary>
    public async ValueTask<bool> Revoke(Caller caller, string id, CancellationToken cancellation = default) =>
        caller.Actor.Coordinates
        && (await links.List(new(Municipality: caller.Municipality, Limit: int.MaxValue), cancellation)).Any(l => l.Id == id && l.Bearer.Purpose is not LinkPurpose.SignIn)
        && await links.Revoke(id, time.GetUtcNow(), cancellation);

    /// <summary>Notes a use; the address itself is kept nowhere.</summary>
    /// <param name="act">One of <see cref="LinkActs"/>.</param>
    public async ValueTask Record(Link link, string act, IPAddress? from, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await uses.Record(link.Id, CivilTime.DateOf(now), FamilyOf(from), act, now, cancellation);
    }

    private static string FamilyOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => "ipv6",
        _ => "ipv4",
    };

    private async ValueTask<WorkflowTask?> TaskOf(LinkBearer bearer, CancellationToken cancellation) =>
        bearer is { Workflow: { } workflow, Task: { } task }
            ? WorkflowViews.WorkflowOf((await workflows.Load(StreamId.Of(workflow), cancellation)).State)?.Tasks.GetValueOrDefault(task)
            : null;
}
