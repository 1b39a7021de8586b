namespace Workflows.Tables;

/// <summary>Writes the rows of effects, and the index after them.</summary>
internal sealed class EffectRows(AzureStorage storage)
{
    /// <summary>Writes rows of effects that have none yet.</summary>
    public Task Owe(
        StreamId stream, MunicipalityId municipality, DateTimeOffset owedAt, IEnumerable<OwedEffect> effects, CancellationToken cancellation) =>
        Add(effects.Select(e => EffectRow.Owed(stream, municipality, owedAt, e)), cancellation);

    /// <summary>Writes entries, all of one stream, that have no rows yet.</summary>
    public async Task Add(IEnumerable<LedgerEntry> entries, CancellationToken cancellation)
    {
        var rows = entries.Select(e => EffectRow.Of(e)).ToList();
        await storage.Streams.Submit(rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r.Write())), cancellation).ConfigureAwait(false);
        await Index(rows, [], cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives a new form to those of the stream's effects for which the function has one; it is asked again when somebody else was faster.</summary>
    /// <param name="hints">What the index said of them.</param>
    /// <returns>Those that were changed, as they are now.</returns>
    public async Task<IReadOnlyList<EffectRow>> Change(
        StreamId stream, IEnumerable<string> keys, IEnumerable<DueEffect> hints, Func<EffectRow, EffectRow?> change, CancellationToken cancellation)
    {
        while (true)
        {
            var before = await Read(stream, keys, cancellation).ConfigureAwait(false);
            var changed = before.Select(change).OfType<EffectRow>().ToList();
            if (!await TableWrites.Saved(storage.Streams.Submit(changed.Select(Update), cancellation)).ConfigureAwait(false))
                continue;
            var unchanged = before.ExceptBy(changed.Select(r => r.Entry.Key), r => r.Entry.Key);
            await Index(changed.Concat(unchanged), hints.Concat(Dues(before)), cancellation).ConfigureAwait(false);
            return changed;
        }
    }

    public async Task<IReadOnlyList<EffectRow>> Read(StreamId stream, IEnumerable<string> keys, CancellationToken cancellation)
    {
        var wanted = keys.Select(Rows.Effect).ToHashSet(StringComparer.Ordinal);
        var rows = storage.Streams.Range(
            stream.Value, wanted.Min(StringComparer.Ordinal)!, wanted.Max(StringComparer.Ordinal) + Rows.Lowest, null, cancellation);
        return await rows.Where(r => wanted.Contains(r.RowKey)).Select(EffectRow.Read).ToListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Brings the index to what the rows say.</summary>
    /// <param name="old">What it said before.</param>
    public async Task Index(IEnumerable<EffectRow> rows, IEnumerable<DueEffect> old, CancellationToken cancellation)
    {
        var (put, remove) = (Dues(rows).ToLookup(d => d.Kind), old.ToLookup(d => d.Kind, d => d.RowKey));
        foreach (var kind in put.Select(k => k.Key).Union(remove.Select(k => k.Key)))
            await storage.Index.Move(DueEffect.PartitionOf(kind), [.. remove[kind].Distinct()], put[kind].Select(d => d.Write()), cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<DueEffect> Dues(IEnumerable<EffectRow> rows) => rows.Select(r => r.Due).OfType<DueEffect>();

    private static TableTransactionAction Update(EffectRow row) => new(TableTransactionActionType.UpdateReplace, row.Write(), row.Tag);
}
