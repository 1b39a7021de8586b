using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The effects that the events owe. A group is of one municipality and one kind; the oldest is the one that may be sent the longest.</summary>
public sealed class SqliteEffectLedger(SqliteDatabase database) : IEffectLedger, ILedgerImport
{
    private const string Columns =
        "e.position, s.name, s.municipality, e.kind, e.bundle, e.state, e.owed_at, e.not_before, e.attempts, e.note, e.body";

    /// <summary>Streams with their effects, found by the range of their positions.</summary>
    internal static readonly string OfStreams = Walked("");

    /// <summary>Effects with their streams.</summary>
    private static readonly string WithStreams = $"JOIN streams s ON s.id = e.position >> {Positions.EffectBits}";

    /// <summary>The note, with what is to be said of an effect that is unknown no more.</summary>
    private const string Marked =
        $"CASE WHEN state = 4 AND coalesce(note, '') NOT LIKE '{LedgerEntry.MayBeOut}%' THEN '{LedgerEntry.MayBeOut}' || coalesce(note, '') ELSE note END";

    public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await database.WriteSettled(context => Claim(context.Session, kinds, now, limit), cancellation).ConfigureAwait(false);

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default) =>
        await database.WriteSettled(context => Settle(context, keys, delivery), cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default)
    {
        var listed = Listed(query);
        return await database.Read(session => listed.All(session, Entry), cancellation).ConfigureAwait(false);
    }

    /// <summary>What reads a page of the ledger.</summary>
    internal static Query Listed(LedgerQuery query)
    {
        var filter = new Query($"SELECT {Columns} FROM {Fewest(query)}")
            .And("e.state = ?", (long?)query.State)
            .And("s.municipality = ?", query.Municipality?.Value)
            .And("s.name = ?", query.Stream?.Value)
            .And("e.kind = ?", query.Kind);
        if (EffectKey.TryParse(query.After, out var after))
        {
            filter.And("s.name >= ?", after.Stream.Value).And(
                $"(s.name, e.position & {(1L << Positions.EffectBits) - 1}) > (?, ?)",
                statement => statement.With(after.Stream.Value).With(Positions.OfEffect(0, Math.Min(after.Version, Positions.MaxVersion), Math.Min(after.Index, Positions.MaxIndex))));
        }

        return filter.Page("s.name, e.position", query.Limit);
    }

    public async ValueTask<LedgerEntry?> Find(string key, MunicipalityId? municipality, CancellationToken cancellation = default)
    {
        if (!EffectKey.TryParse(key, out var effect) || effect.Version > Positions.MaxVersion || effect.Index > Positions.MaxIndex)
            return null;
        var query = new Query($"SELECT {Columns} FROM effects e {WithStreams} WHERE 1")
            .And("s.name = ?", effect.Stream.Value)
            .And("s.municipality = ?", municipality?.Value)
            .And($"e.position = (s.id << {Positions.EffectBits}) + ?", Positions.OfEffect(0, effect.Version, effect.Index));
        return (await database.Read(session => query.All(session, Entry), cancellation).ConfigureAwait(false)).SingleOrDefault();
    }

    // Streams are walked in the order of the list, and each one's effects in the order of theirs, by whichever index holds the fewest that are
    // not asked for: nothing is sorted, and nothing is read after the page. What a partial index is made for has to stand in the statement, word
    // for word.
    private static string Fewest(LedgerQuery query) => query switch
    {
        { Kind: not (null or EffectKinds.SendMail) } => $"{Walked("INDEXED BY effects_beside_mail")} WHERE e.kind <> '{EffectKinds.SendMail}'",
        { State: not null } => $"{Walked("INDEXED BY effects_state")} WHERE 1",
        _ => $"{OfStreams} WHERE 1",
    };

    private static string Walked(string index) =>
        $"streams s CROSS JOIN effects e {index} ON e.position >= (s.id << {Positions.EffectBits}) AND e.position < ((s.id + 1) << {Positions.EffectBits})";

    public async ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default) =>
        await database.WriteSettled(
            context => PositionOf(context, key, municipality) is { } position && context.Session
                .Prepare($"UPDATE effects SET state = 0, note = {Marked}, not_before = ? WHERE position = ? AND state IN (3, 4, 5)")
                .With(now.UtcTicks).With(position)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    public async ValueTask<bool> Mark(string key, MunicipalityId? municipality, Delivery outcome, CancellationToken cancellation = default) =>
        SettledEffect.By(outcome) is { State: EffectState.Sent or EffectState.Dropped } marked
            ? await database.WriteSettled(
                context => PositionOf(context, key, municipality) is { } position && context.Session
                    .Prepare("UPDATE effects SET state = ?, note = ? WHERE position = ? AND state IN (3, 4)")
                    .With((int)marked.State).With(marked.Note).With(position)
                    .Run() > 0,
                cancellation).ConfigureAwait(false)
            : throw new ArgumentException("By hand an effect is sent or dropped.", nameof(outcome));

    public async ValueTask Put(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default) =>
        await database.WriteSettled(context => Put(context, entries), cancellation).ConfigureAwait(false);

    private static bool Put(WriteContext context, IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (PositionOf(context, entry.Key, entry.Municipality) is not { } position)
                throw new ArgumentException($"{entry.Municipality} has no stream {entry.Stream} that could owe {entry.Key}.", nameof(entries));
            context.Session.Prepare(
                """
                INSERT INTO effects (position, kind, bundle, state, owed_at, not_before, attempts, note, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (position) DO NOTHING
                """)
                .With(position).With(entry.Kind).With(entry.Group).With((int)entry.State)
                .With(entry.OwedAt.UtcTicks).With(entry.NotBefore.UtcTicks).With(entry.Attempts).With(entry.Note).With(entry.Body.Span)
                .Run();
        }

        return true;
    }

    private static List<LedgerEntry> Claim(Session session, IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit)
    {
        var oldest = kinds.Distinct().SelectMany(kind => Due(session, kind, now, limit)).OrderBy(e => e.NotBefore).ThenBy(e => e.Position).Take(limit);
        var claimed = new SortedSet<(long NotBefore, long Position)>();
        foreach (var effect in oldest)
        {
            claimed.Add((effect.NotBefore, effect.Position));
            if (effect.Group is not null)
                claimed.UnionWith(DueOfGroup(session, effect, now));
        }

        return claimed.Select(effect => Send(session, effect.Position)).ToList();
    }

    private static List<DueEffect> Due(Session session, string kind, DateTimeOffset now, int limit) =>
        session.Prepare(
            """
            SELECT position, not_before, kind, bundle FROM effects
            WHERE kind = ? AND state IN (0, 4) AND not_before <= ? ORDER BY not_before, position LIMIT ?
            """)
            .With(kind).With(now.UtcTicks).With(limit)
            .All(row => new DueEffect(row.Number(0), row.Number(1), row.Text(2), row.TextOrNull(3)));

    private static List<(long NotBefore, long Position)> DueOfGroup(Session session, DueEffect effect, DateTimeOffset now) =>
        session.Prepare(
            $"""
            SELECT e.not_before, e.position FROM effects e INDEXED BY effects_bundle {WithStreams}
            WHERE s.municipality = (SELECT municipality FROM streams WHERE id = ? >> {Positions.EffectBits})
                AND e.kind = ? AND e.bundle = ? AND e.bundle IS NOT NULL AND e.state IN (0, 4) AND e.not_before <= ?
            """)
            .With(effect.Position).With(effect.Kind).With(effect.Group).With(now.UtcTicks)
            .All(row => (row.Number(0), row.Number(1)));

    private static LedgerEntry Send(Session session, long position)
    {
        session.Prepare($"UPDATE effects SET state = 1, note = {Marked}, attempts = attempts + 1 WHERE position = ?").With(position).Run();
        return session.Prepare($"SELECT {Columns} FROM effects e {WithStreams} WHERE e.position = ?").With(position).First(Entry)!;
    }

    // Only what is being sent can be settled: what was sent stays sent.
    private static bool Settle(WriteContext context, IReadOnlyCollection<string> keys, Delivery delivery)
    {
        var settled = SettledEffect.By(delivery);
        foreach (var key in keys)
        {
            if (PositionOf(context, key, null) is not { } position)
                continue;
            context.Session.Prepare(
                "UPDATE effects SET state = ?, not_before = coalesce(?, not_before), note = ? WHERE position = ? AND state = 1")
                .With((int)settled.State).With(settled.NotBefore?.UtcTicks).With(settled.Note).With(position).Run();
        }

        return true;
    }

    /// <summary>Null when no such effect can be, or it belongs to another municipality than the one asked for.</summary>
    private static long? PositionOf(WriteContext context, string key, MunicipalityId? municipality) =>
        EffectKey.TryParse(key, out var parsed)
        && parsed.Index <= Positions.MaxIndex
        && context.Heads.Find(context.Session, parsed.Stream) is { } head
        && parsed.Version <= head.Version
        && (municipality is null || head.Municipality == municipality)
            ? Positions.OfEffect(head.Id, parsed.Version, parsed.Index)
            : null;

    private static LedgerEntry Entry(Statement row) => new(
        Positions.Key(row.Text(1), row.Number(0)).ToString(),
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

    private sealed record DueEffect(long Position, long NotBefore, string Kind, string? Group);
}
