namespace Workflows.Tables;

/// <summary>
/// The effects that the events owe. What is claimed and not recorded for a while is found by <see cref="ShowUnknown"/>, and then claimed
/// again under the same key.
/// </summary>
internal sealed class TableEffectLedger(EffectRows effects, LedgerPages pages, SentReferences references, StreamHeads heads) : IEffectLedger, ILedgerImport, IDisposable
{
    /// <summary>Longer than a delivery takes; a second one before would send a mail twice, under the same Message-ID.</summary>
    public static TimeSpan LongestDelivery { get; } = TimeSpan.FromMinutes(30);

    // Claims of one instance wait for each other, which is faster than losing to each other.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var all = await pages.Due(kinds, now, cancellation).ConfigureAwait(false);
                var due = all.Where(d => d.State is EffectState.Owed or EffectState.Unknown).ToList();
                if (due.Count == 0 || limit <= 0)
                    return [];
                var claim = Guid.NewGuid().ToString("N");
                var streams = Choose(due, limit).GroupBy(d => Rows.StreamOf(d.Key))
                    .Select(s => effects.Change(s.Key, s.Select(d => d.Key), s, row => Take(row, claim, now), cancellation));
                var taken = (await Task.WhenAll(streams).ConfigureAwait(false)).SelectMany(rows => rows).ToList();
                if (taken.Count > 0)
                    return [.. taken.Select(r => r.Entry).OrderBy(e => e.NotBefore).ThenBy(e => Rows.Sortable(e.Key), StringComparer.Ordinal)];
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default)
    {
        // First, so that what is settled can be found by them, also when the process stops here.
        await references.Remember(keys, delivery.References, cancellation).ConfigureAwait(false);
        await Change(keys, row => row.Entry.State is EffectState.Sending ? row.Settled(delivery) : null, cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default) => pages.List(query, cancellation);

    public async ValueTask<LedgerEntry?> Find(string key, MunicipalityId? municipality, CancellationToken cancellation = default) =>
        EffectKey.TryParse(key, out var effect)
        && await effects.Read(effect.Stream, [key], cancellation).ConfigureAwait(false) is [var row]
        && IsOf(row, municipality)
            ? row.Entry
            : null;

    public async ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default) =>
        await Change(
            [key],
            row => row.Entry.State is EffectState.Failed or EffectState.Unknown or EffectState.Dropped && IsOf(row, municipality)
                ? row.With(row.Again(EffectState.Owed) with { NotBefore = now })
                : null,
            cancellation).ConfigureAwait(false) > 0;

    public async ValueTask<bool> Mark(string key, MunicipalityId? municipality, Delivery outcome, CancellationToken cancellation = default) =>
        await Change(
            [key],
            row => row.Entry.State is EffectState.Failed or EffectState.Unknown && IsOf(row, municipality) ? row.Settled(outcome) : null,
            cancellation).ConfigureAwait(false) > 0;

    public async ValueTask Put(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default)
    {
        foreach (var (stream, municipality) in entries.Select(e => (e.Stream, e.Municipality)).Distinct())
        {
            if ((await heads.Read(stream, cancellation).ConfigureAwait(false)) is not { Tag: not null } head || head.Municipality != municipality)
                throw new ArgumentException($"There is no stream '{stream}' in {municipality}.", nameof(entries));
        }

        foreach (var stream in entries.GroupBy(e => e.Stream))
        {
            var known = await effects.Read(stream.Key, stream.Select(e => e.Key), cancellation).ConfigureAwait(false);
            await effects.Add(stream.ExceptBy(known.Select(r => r.Entry.Key), e => e.Key), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Shows as unknown, and due at once, what was claimed long ago and never recorded.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> ShowUnknown(IReadOnlyCollection<string> kinds, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await pages.Due(kinds, now, cancellation).ConfigureAwait(false);
        return await Change(
            [.. due.Where(d => d.State is EffectState.Sending).Select(d => d.Key)],
            row => row.Entry.State is EffectState.Sending && row.Look <= now ? row.With(row.Entry with { State = EffectState.Unknown }) : null,
            cancellation).ConfigureAwait(false);
    }

    /// <summary>What went out in a mail.</summary>
    /// <param name="reference">Under which the provider took it.</param>
    /// <returns>Null when no such mail is known, or not yet; none when it was owed by no event.</returns>
    public async ValueTask<IReadOnlyList<LedgerEntry>?> SentAs(string reference, CancellationToken cancellation)
    {
        if (await references.Find(reference, cancellation).ConfigureAwait(false) is not { Count: > 0 } keys)
            return null;
        var rows = await Task.WhenAll(keys.GroupBy(Rows.StreamOf).Select(s => effects.Read(s.Key, s, cancellation))).ConfigureAwait(false);
        return [.. rows.SelectMany(r => r).Select(r => r.Entry)];
    }

    /// <summary>What the provider says later of a mail that it had taken, which may have been left unknown.</summary>
    public async ValueTask Told(IReadOnlyCollection<string> keys, Delivery outcome, CancellationToken cancellation) =>
        await Change(keys, row => Follows(row.Entry, outcome) ? row.Settled(outcome) : null, cancellation).ConfigureAwait(false);

    /// <summary>Whether what the provider says changes anything.</summary>
    public static bool Follows(LedgerEntry entry, Delivery outcome) => entry.LeftUnknown || (entry.State is EffectState.Sent && outcome is Delivery.Failed);

    public void Dispose() => _turn.Dispose();

    private static IEnumerable<DueEffect> Choose(IReadOnlyList<DueEffect> due, int limit)
    {
        var oldest = due.Take(limit).ToList();
        var groups = oldest.Where(d => d.Group is not null).Select(d => (d.Municipality, d.Kind, d.Group)).ToHashSet();
        return oldest.Concat(due.Skip(limit).Where(d => groups.Contains((d.Municipality, d.Kind, d.Group))));
    }

    private static bool IsOf(EffectRow row, MunicipalityId? municipality) => municipality is null || row.Entry.Municipality == municipality;

    private static EffectRow? Take(EffectRow row, string claim, DateTimeOffset now) =>
        row.Entry.State is EffectState.Owed or EffectState.Unknown && row.Look <= now
            ? row with
            {
                Entry = row.Again(EffectState.Sending) with { Attempts = row.Entry.Attempts + 1, Claim = row.Entry.Claim ?? claim },
                Look = now < DateTimeOffset.MaxValue - LongestDelivery ? now + LongestDelivery : DateTimeOffset.MaxValue,
            }
            : null;

    private async ValueTask<int> Change(IReadOnlyCollection<string> keys, Func<EffectRow, EffectRow?> change, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var stream in keys.GroupBy(Rows.StreamOf))
            changed += (await effects.Change(stream.Key, stream, [], change, cancellation).ConfigureAwait(false)).Count;
        return changed;
    }
}
