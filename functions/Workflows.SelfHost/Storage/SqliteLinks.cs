using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The links that were sent, found by their hashes, and the days on which they were used.</summary>
public sealed class SqliteLinks(SqliteDatabase database) : ILinks, ILinkUses
{
    private const string Columns =
        "id, hash, purpose, holder, municipality, strategy, institution, workflow, task, number, issued_at, expires_at, revoked_at";

    public async ValueTask<bool> Add(Link link, CancellationToken cancellation = default) =>
        await database.Write(context => Add(context.Session, link), cancellation).ConfigureAwait(false);

    public ValueTask<Link?> FindByHash(string hash, CancellationToken cancellation = default) =>
        database.ReadBeside(session => session.Prepare($"SELECT {Columns} FROM links WHERE hash = ?").With(hash).First(Read), cancellation);

    public async ValueTask<IReadOnlyList<Link>> List(LinkQuery query, CancellationToken cancellation = default)
    {
        var filter = new Query($"SELECT {Columns} FROM links WHERE 1")
            .And("bearer = ?", query.Bearer)
            .And("municipality = ?", query.Municipality?.Value)
            .And("institution = ?", query.Institution?.Value)
            .And("workflow = ?", query.Workflow?.Value)
            .And("task = ?", query.Task?.Value)
            .And("id > ?", query.After)
            .Page("id", query.Limit);
        return await database.ReadBeside(session => filter.All(session, Read), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("UPDATE links SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .With(at.UtcTicks).With(id)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    public async ValueTask Record(string link, DateOnly day, string family, string act, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare(
                    """
                    INSERT INTO link_uses (link, day, family, act, first_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, 1)
                    ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at), times = times + 1
                    """)
                .With(link).With(day.DayNumber).With(family).With(act).With(at.UtcTicks).With(at.UtcTicks)
                .Run(),
            cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LinkUse>> Of(string link, CancellationToken cancellation = default) =>
        await database.ReadBeside(
            session => session
                .Prepare("SELECT day, family, act, first_at, last_at, times FROM link_uses WHERE link = ? ORDER BY day, family, act")
                .With(link)
                .All(row => new LinkUse(
                    link,
                    DateOnly.FromDayNumber((int)row.Number(0)),
                    row.Text(1),
                    row.Text(2),
                    new(row.Number(3), TimeSpan.Zero),
                    new(row.Number(4), TimeSpan.Zero),
                    (int)row.Number(5))),
            cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session.Prepare("DELETE FROM link_uses WHERE last_at < ?").With(before.UtcTicks).Run(), cancellation).ConfigureAwait(false);

    private static bool Add(Session session, Link link)
    {
        var bearer = link.Bearer;
        return session
            .Prepare($"INSERT INTO links (bearer, {Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .With(bearer.Key).With(link.Id).With(link.Hash).With(bearer.Purpose.ToString()).With(bearer.Holder)
            .With(bearer.Municipality?.Value).With(bearer.Strategy?.Value).With(bearer.Institution?.Value)
            .With(bearer.Workflow?.Value).With(bearer.Task?.Value)
            .With(link.Number).With(link.IssuedAt.UtcTicks).With(link.ExpiresAt.UtcTicks).With(link.RevokedAt?.UtcTicks)
            .Run() > 0;
    }

    private static Link Read(Statement row) => new(
        row.Text(0),
        row.Text(1),
        new(
            Enum.Parse<LinkPurpose>(row.Text(2)),
            row.Text(3),
            row.TextOrNull(4) is { } municipality ? new MunicipalityId(municipality) : null,
            row.TextOrNull(5) is { } strategy ? new StrategyId(strategy) : null,
            row.TextOrNull(6) is { } institution ? new InstitutionId(institution) : null,
            row.TextOrNull(7) is { } workflow ? new WorkflowId(workflow) : null,
            row.TextOrNull(8) is { } task ? new TaskId(task) : null),
        (int)row.Number(9),
        new(row.Number(10), TimeSpan.Zero),
        new(row.Number(11), TimeSpan.Zero),
        row.NumberOrNull(12) is { } revoked ? new DateTimeOffset(revoked, TimeSpan.Zero) : null);
}
