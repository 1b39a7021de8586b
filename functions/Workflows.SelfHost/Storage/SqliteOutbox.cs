using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>A table of its own. What is being delivered stays owed, only later: nobody has to release it after a crash.</summary>
public sealed class SqliteOutbox(SqliteDatabase database) : IOutbox
{
    private const string Columns = "key, municipality, kind, state, owed_at, not_before, attempts, note, body";

    public async ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare($"INSERT INTO outbox ({Columns}) VALUES (?, ?, ?, 0, ?, ?, 0, NULL, ?) ON CONFLICT DO NOTHING")
                .With(effect.Key).With(municipality.Value).With(effect.Kind)
                .With(at.UtcTicks).With(effect.NotBefore.UtcTicks).With(effect.Body.Span)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await database.Write(context => Claim(context.Session, kinds, now, limit), cancellation).ConfigureAwait(false);

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default) =>
        await database.Write(context => Settle(context.Session, keys, delivery), cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session.Prepare("DELETE FROM outbox WHERE owed_at < ?").With(before.UtcTicks).Run(), cancellation).ConfigureAwait(false);

    private static List<LedgerEntry> Claim(Session session, IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit)
    {
        var due = session.Prepare($"SELECT {Columns} FROM outbox WHERE state = 0 AND not_before <= ? ORDER BY not_before LIMIT ?")
            .With(now.UtcTicks).With(limit).All(Entry).FindAll(entry => kinds.Contains(entry.Kind));
        foreach (var entry in due)
        {
            session.Prepare("UPDATE outbox SET not_before = ?, attempts = attempts + 1 WHERE key = ?")
                .With((now + IOutbox.Lease).UtcTicks).With(entry.Key).Run();
        }

        return due.ConvertAll(entry => entry with { State = EffectState.Sending, Attempts = entry.Attempts + 1 });
    }

    // Only what is still owed can be settled: what was sent stays sent.
    private static bool Settle(Session session, IReadOnlyCollection<string> keys, Delivery delivery)
    {
        var settled = SettledEffect.By(delivery);
        foreach (var key in keys)
        {
            session.Prepare("UPDATE outbox SET state = ?, not_before = coalesce(?, not_before), note = ? WHERE key = ? AND state = 0")
                .With((int)settled.State).With(settled.NotBefore?.UtcTicks).With(settled.Note).With(key).Run();
        }

        return true;
    }

    private static LedgerEntry Entry(Statement row) => new(
        row.Text(0),
        IOutbox.Stream,
        new MunicipalityId(row.Text(1)),
        row.Text(2),
        null,
        (EffectState)row.Number(3),
        new DateTimeOffset(row.Number(4), TimeSpan.Zero),
        new DateTimeOffset(row.Number(5), TimeSpan.Zero),
        (int)row.Number(6),
        row.TextOrNull(7),
        row.Bytes(8));
}
