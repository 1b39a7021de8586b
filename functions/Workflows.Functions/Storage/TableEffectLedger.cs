using Azure;
using Azure.Data.Tables;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Functions.Storage;

/// <summary>
/// The effects that the events owe. What is claimed and not recorded for a while is found by <see cref="ShowUnknown"/>, and then claimed
/// again under the same key.
/// </summary>
internal sealed class TableEffectLedger(AzureStorage storage, EffectRows effects, LedgerPages pages) : IEffectLedger, IDisposable
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
                var streams = Choose(due, limit).GroupBy(d => Rows.StreamOf(d.Key)).Select(s => Take(s.Key, [.. s], now, cancellation));
                var taken = (await Task.WhenAll(streams).ConfigureAwait(false)).SelectMany(t => t).ToList();
                if (taken.Count > 0)
                    return [.. taken.OrderBy(e => e.NotBefore).ThenBy(e => e.Key, StringComparer.Ordinal)];
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default)
    {
        await Change(keys, row => EffectRows.StateOf(row) is EffectState.Sending && Apply(row, delivery), cancellation).ConfigureAwait(false);
        if (delivery is Delivery.Sent { Note: { } references })
            await pages.Remember(keys, references, cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default) => pages.List(query, cancellation);

    public async ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default) =>
        key.Contains('/', StringComparison.Ordinal)
        && await Change(
            [key],
            row =>
            {
                var mine = municipality is null || row.GetString("Municipality") == municipality.Value.Value;
                if (!mine || EffectRows.StateOf(row) is not (EffectState.Failed or EffectState.Unknown or EffectState.Dropped))
                    return false;
                row["NotBefore"] = now.UtcTicks;
                EffectRows.Set(row, EffectState.Owed, now);
                return true;
            },
            cancellation).ConfigureAwait(false) > 0;

    public async ValueTask<bool> Mark(string key, MunicipalityId? municipality, Delivery outcome, CancellationToken cancellation = default)
    {
        if (outcome is not (Delivery.Sent or Delivery.Dropped))
            throw new ArgumentException("By hand an effect is sent or dropped.", nameof(outcome));
        return key.Contains('/', StringComparison.Ordinal)
            && await Change(
                [key],
                row => (municipality is null || row.GetString("Municipality") == municipality.Value.Value)
                    && EffectRows.StateOf(row) is (EffectState.Failed or EffectState.Unknown)
                    && Apply(row, outcome),
                cancellation).ConfigureAwait(false) > 0;
    }

    /// <summary>Shows as unknown, and due at once, what was claimed long ago and never recorded.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> ShowUnknown(IReadOnlyCollection<string> kinds, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await pages.Due(kinds, now, cancellation).ConfigureAwait(false);
        return await Change([.. due.Where(d => d.State is EffectState.Sending).Select(d => d.Key)], row => Forgotten(row, now), cancellation).ConfigureAwait(false);
    }

    /// <summary>What the provider says later of a mail that it had taken: it could not be delivered.</summary>
    /// <param name="reference">Under which the mail was taken.</param>
    /// <returns>False when no such mail is known, or not yet.</returns>
    public async ValueTask<bool> Bounce(string reference, string note, CancellationToken cancellation)
    {
        var keys = await pages.Referred(reference, cancellation).ConfigureAwait(false);
        await Change(keys, row => EffectRows.StateOf(row) is EffectState.Sent && Apply(row, new Delivery.Failed(note)), cancellation).ConfigureAwait(false);
        return keys.Count > 0;
    }

    public void Dispose() => _turn.Dispose();

    private static IEnumerable<DueEffect> Choose(IReadOnlyList<DueEffect> due, int limit)
    {
        var oldest = due.Take(limit).ToList();
        var groups = oldest.Where(d => d.Group is not null).Select(d => (d.Municipality, d.Kind, d.Group)).ToHashSet();
        return oldest.Concat(due.Skip(limit).Where(d => groups.Contains((d.Municipality, d.Kind, d.Group))));
    }

    /// <returns>None when somebody else was faster.</returns>
    private async Task<IReadOnlyList<LedgerEntry>> Take(StreamId stream, IReadOnlyList<DueEffect> due, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await Read(stream, due.Select(d => d.Key), cancellation).ConfigureAwait(false);
        var taken = rows.Where(r => EffectRows.StateOf(r) is EffectState.Owed or EffectState.Unknown && EffectRows.NextLook(r) <= now.UtcTicks).ToList();
        foreach (var row in taken)
        {
            row["Attempts"] = row.GetInt32("Attempts")!.Value + 1;
            EffectRows.Set(row, EffectState.Sending, now < DateTimeOffset.MaxValue - LongestDelivery ? now + LongestDelivery : DateTimeOffset.MaxValue);
        }

        if (!await Save(taken, cancellation).ConfigureAwait(false))
            return [];
        await effects.Index(rows, [.. due.Select(d => d.RowKey)], cancellation).ConfigureAwait(false);
        return [.. taken.Select(EffectRows.Entry)];
    }

    private async ValueTask<int> Change(IReadOnlyCollection<string> keys, Func<TableEntity, bool> change, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var stream in keys.Where(k => k.Contains('/', StringComparison.Ordinal)).GroupBy(Rows.StreamOf))
        {
            List<TableEntity> rows;
            List<string> old;
            do
            {
                rows = await Read(stream.Key, stream, cancellation).ConfigureAwait(false);
                var before = rows.ToDictionary(r => r.RowKey, EffectRows.IndexKey);
                rows = [.. rows.Where(change)];
                old = [.. rows.Select(r => before[r.RowKey]).OfType<string>()];
            }
            while (!await Save(rows, cancellation).ConfigureAwait(false));
            await effects.Index(rows, old, cancellation).ConfigureAwait(false);
            changed += rows.Count;
        }

        return changed;
    }

    private async ValueTask<List<TableEntity>> Read(StreamId stream, IEnumerable<string> keys, CancellationToken cancellation)
    {
        var wanted = keys.Select(Rows.Effect).ToHashSet(StringComparer.Ordinal);
        var rows = storage.Streams.Range(
            stream.Value, wanted.Min(StringComparer.Ordinal)!, wanted.Max(StringComparer.Ordinal) + "|", null, cancellation);
        return await rows.Where(r => wanted.Contains(r.RowKey)).ToListAsync(cancellation).ConfigureAwait(false);
    }

    private async ValueTask<bool> Save(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        try
        {
            await storage.Streams.Submit(
                rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpdateReplace, r, r.ETag)), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return false;
        }
    }

    private static bool Forgotten(TableEntity row, DateTimeOffset now)
    {
        if (EffectRows.StateOf(row) is not EffectState.Sending || !(EffectRows.NextLook(row) <= now.UtcTicks))
            return false;
        EffectRows.Set(row, EffectState.Unknown, now);
        return true;
    }

    private static bool Apply(TableEntity row, Delivery delivery)
    {
        var (state, look, note) = delivery switch
        {
            Delivery.Sent sent => (EffectState.Sent, default(DateTimeOffset?), sent.Note),
            Delivery.Later later => (EffectState.Owed, later.NotBefore, later.Note),
            Delivery.Failed failed => (EffectState.Failed, DateTimeOffset.MaxValue, failed.Note),
            Delivery.Dropped dropped => (EffectState.Dropped, null, dropped.Note),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };
        if (state is EffectState.Owed)
            row["NotBefore"] = look!.Value.UtcTicks;
        row["Note"] = note;
        EffectRows.Set(row, state, look);
        return true;
    }
}
