using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The browsers in which somebody has signed in, found by the hashes of their cookies.</summary>
public sealed class SqliteSessions(SqliteDatabase database) : ISessions
{
    private const string Columns = "id, hash, person, browser, started_at, seen_at, revoked_at";

    public async ValueTask Save(BrowserSession session, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare($"INSERT INTO sessions ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at")
                .With(session.Id).With(session.Hash).With(session.Person).With(session.Browser)
                .With(session.StartedAt.UtcTicks).With(session.SeenAt.UtcTicks).With(session.RevokedAt?.UtcTicks)
                .Run(),
            cancellation).ConfigureAwait(false);

    public ValueTask<BrowserSession?> FindByHash(string hash, CancellationToken cancellation = default) =>
        database.ReadBeside(session => session.Prepare($"SELECT {Columns} FROM sessions WHERE hash = ?").With(hash).First(Read), cancellation);

    public async ValueTask<IReadOnlyList<BrowserSession>> Of(string person, CancellationToken cancellation = default) =>
        await database.ReadBeside(
            session => session.Prepare($"SELECT {Columns} FROM sessions WHERE person = ? ORDER BY id").With(person).All(Read), cancellation).ConfigureAwait(false);

    public async ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .With(at.UtcTicks).With(id)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session.Prepare("DELETE FROM sessions WHERE seen_at < ?").With(before.UtcTicks).Run(), cancellation).ConfigureAwait(false);

    private static BrowserSession Read(Statement row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        row.Text(3),
        new(row.Number(4), TimeSpan.Zero),
        new(row.Number(5), TimeSpan.Zero),
        row.NumberOrNull(6) is { } revoked ? new DateTimeOffset(revoked, TimeSpan.Zero) : null);
}
