using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Links;

namespace Workflows.Web.Pages.Institutions;

/// <summary>The links that an institution was sent, whom to, and how they were used. A link's address is never shown to anybody.</summary>
internal sealed class LinkBook(ILinks links, ILinkUses uses, LinkRequests requests, TimeProvider time)
{
    private const int Most = 60;

    public async ValueTask<IReadOnlyList<LinkEntryRow>> List(Strategy strategy, LinkQuery query, WorkflowTask? task, CancellationToken cancellation)
    {
        var contacts = strategy.Institutions
            .SelectMany(i => i.Contacts.Select(c => (Holder: LinkToken.HolderOf(c), Institution: i, c.Name)))
            .DistinctBy(c => (c.Holder, c.Institution.Id))
            .ToDictionary(c => (c.Holder, c.Institution.Id));
        var rows = new List<LinkEntryRow>();
        foreach (var link in (await links.List(query with { Limit = 500 }, cancellation)).Where(l => l.Bearer.Strategy == strategy.Id).OrderByDescending(l => l.IssuedAt).Take(Most))
        {
            var known = contacts.TryGetValue((link.Bearer.Holder, link.Bearer.Institution ?? default), out var contact);
            var end = LinkTerms.EndOf(link, link.Bearer.Task is null ? null : task);
            rows.Add(new(
                link, known ? contact.Institution.Name : null, known ? contact.Name : null, end,
                link.RevokedAt is not null ? LinkState.Revoked : !known ? LinkState.NoContact : end <= time.GetUtcNow() ? LinkState.Expired : LinkState.Works,
                await uses.Of(link.Id, cancellation)));
        }

        return rows;
    }

    public ValueTask<bool> Revoke(Link link, CancellationToken cancellation) => links.Revoke(link.Id, time.GetUtcNow(), cancellation);

    /// <summary>To the address on file, and to no other.</summary>
    public ValueTask Renew(Link link, CancellationToken cancellation) => requests.Renew(link, cancellation);
}

/// <param name="Contact">Whom it was sent to; null when they are no longer a contact.</param>
/// <param name="EndsAt">In UTC.</param>
public sealed record LinkEntryRow(
    Link Link, LocalText? Institution, string? Contact, DateTimeOffset EndsAt, LinkState State, IReadOnlyList<LinkUse> Uses);

public enum LinkState
{
    Works,
    Expired,
    Revoked,
    NoContact,
}
