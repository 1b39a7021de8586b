using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The effects that the events owe, and those of <see cref="SqliteOutbox"/>. A group is of one municipality and one kind; the oldest is the one that may be sent the longest.</summary>
public sealed class SqliteEffectLedger(SqliteDatabase database) : IEffectLedger
{
    private const string Columns =
        "e.key, coalesce(s.name, 'access'), e.municipality, e.kind, e.bundle, e.state, e.owed_at, e.not_before, e.attempts, e.note, e.body, e.id";

    public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await database.Write(context => Claim(context.Session, kinds, now, limit), cancellation).ConfigureAwait(false);

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default) =>
        await database.Write(context => Settle(context.Session, keys, delivery), cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default)
    {
        var filter = new Query($"SELECT {Columns} FROM {Narrowest(query)}")
            .And("e.state = ?", (long?)query.State)
            .And("s.municipality = ?", query.Municipality?.Value)
            .And("s.name = ?", query.Stream?.Value)
            .And("e.kind = ?", query.Kind)
            .And("e.key > ?", query.After)
            .Page("e.key", query.Limit);
        return await database.Read(session => filter.All(session, Entry), cancellation).ConfigureAwait(false);
    }

    // Where the fewest rows are read: those of one stream, those not settled, those of one municipality's streams, or all in order. What a
    // partial index is made for has to stand in the statement, word for word.
    private static string Narrowest(LedgerQuery query) => query switch
    {
        { Stream: not null } => "streams s CROSS JOIN effects e INDEXED BY effects_stream ON e.stream = s.id WHERE 1",
        { State: EffectState.Owed } => "effects e INDEXED BY effects_due LEFT JOIN streams s ON s.id = e.stream WHERE e.state IN (0, 4)",
        { State: not (null or EffectState.Sent) } =>
            "effects e INDEXED BY effects_unsettled LEFT JOIN streams s ON s.id = e.stream WHERE e.state IN (1, 3, 4, 5)",
        { Municipality: not null } => "streams s CROSS JOIN effects e INDEXED BY effects_stream ON e.stream = s.id WHERE 1",
        _ => "effects e LEFT JOIN streams s ON s.id = e.stream WHERE 1",
    };

    public async ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare(
                    """
                    UPDATE effects SET state = 0, not_before = ?
                    WHERE key = ? AND state IN (3, 4, 5) AND municipality = coalesce(?, municipality)
                    """)
                .With(now.UtcTicks).With(key).With(municipality?.Value)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    private static List<LedgerEntry> Claim(Session session, IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit)
    {
        var oldest = kinds.Distinct().SelectMany(kind => Due(session, kind, now, limit)).OrderBy(e => e.NotBefore).ThenBy(e => e.Id).Take(limit);
        var claimed = new SortedSet<(long NotBefore, long Id)>();
        foreach (var effect in oldest)
        {
            claimed.Add((effect.NotBefore, effect.Id));
            if (effect.Group is not null)
                claimed.UnionWith(DueOfGroup(session, effect, now));
        }

        return claimed.Select(effect => Send(session, effect.Id)).ToList();
    }

    private static List<DueEffect> Due(Session session, string kind, DateTimeOffset now, int limit) =>
        session.Prepare(
            """
            SELECT id, not_before, municipality, kind, bundle FROM effects
            WHERE kind = ? AND state IN (0, 4) AND not_before <= ? ORDER BY not_before, id LIMIT ?
            """)
            .With(kind).With(now.UtcTicks).With(limit)
            .All(row => new DueEffect(row.Number(0), row.Number(1), row.Text(2), row.Text(3), row.TextOrNull(4)));

    private static List<(long NotBefore, long Id)> DueOfGroup(Session session, DueEffect effect, DateTimeOffset now) =>
        session.Prepare(
            """
            SELECT not_before, id FROM effects INDEXED BY effects_bundle
            WHERE municipality = ? AND kind = ? AND bundle = ? AND bundle IS NOT NULL AND state IN (0, 4) AND not_before <= ?
            """)
            .With(effect.Municipality).With(effect.Kind).With(effect.Group).With(now.UtcTicks)
            .All(row => (row.Number(0), row.Number(1)));

    private static LedgerEntry Send(Session session, long id)
    {
        session.Prepare("UPDATE effects SET state = 1, attempts = attempts + 1 WHERE id = ?").With(id).Run();
        return session.Prepare($"SELECT {Columns} FROM effects e LEFT JOIN streams s ON s.id = e.stream WHERE e.id = ?").With(id).First(Entry)!;
    }

    // Only what is being sent can be settled: what was sent stays sent.
    private static bool Settle(Session session, IReadOnlyCollection<string> keys, Delivery delivery)
    {
        var (state, notBefore, note) = delivery switch
        {
            Delivery.Sent sent => (EffectState.Sent, (DateTimeOffset?)null, sent.Note),
            Delivery.Later later => (EffectState.Owed, later.NotBefore, later.Note),
            Delivery.Failed failed => (EffectState.Failed, null, failed.Note),
            Delivery.Dropped dropped => (EffectState.Dropped, null, dropped.Note),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };
        var settle = session.Prepare(
            "UPDATE effects SET state = ?, not_before = coalesce(?, not_before), note = ? WHERE key = ? AND state = 1");
        foreach (var key in keys)
            settle.With((int)state).With(notBefore?.UtcTicks).With(note).With(key).Run();
        return true;
    }

    private static LedgerEntry Entry(Statement row) => new(
        row.Text(0),
        new StreamId(row.Text(1)),
        new MunicipalityId(row.Text(2)),
        row.Text(3),
        row.TextOrNull(4),
        (EffectState)row.Number(5),
        new DateTimeOffset(row.Number(6), TimeSpan.Zero),
        new DateTimeOffset(row.Number(7), TimeSpan.Zero),
        (int)row.Number(8),
        row.TextOrNull(9),
        row.Bytes(10));

    private sealed record DueEffect(long Id, long NotBefore, string Municipality, string Kind, string? Group);
}
