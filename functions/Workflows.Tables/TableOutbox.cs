namespace Workflows.Tables;

/// <summary>One partition of some hundred rows. What is being delivered stays owed, only later: nobody has to release it after a crash.</summary>
internal sealed class TableOutbox(AzureStorage storage, SentReferences references) : IOutbox
{
    public async ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var row = EffectRow.Of(EffectRow.Owed(IOutbox.Stream, municipality, at, effect));
        var isNew = await TableWrites.Saved(storage.Access.AddEntityAsync(row.Write(), cancellation)).ConfigureAwait(false);
        Touched.Add(IOutbox.Stream);
        return isNew;
    }

    public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        var due = await All($"PartitionKey eq {IOutbox.Stream.Value} and State eq {(int)EffectState.Owed} and Look le {now.UtcTicks}", cancellation)
            .Where(r => kinds.Contains(r.Entry.Kind)).OrderBy(r => r.Look).Take(limit).ToListAsync(cancellation).ConfigureAwait(false);
        var claimed = new List<LedgerEntry>();
        foreach (var row in due)
        {
            var leased = row.Entry with { Attempts = row.Entry.Attempts + 1, NotBefore = now + IOutbox.Lease };
            if (await Update(row.With(leased), cancellation).ConfigureAwait(false))
                claimed.Add(leased with { State = EffectState.Sending });
        }

        return claimed;
    }

    public async ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default)
    {
        foreach (var key in keys)
        {
            while (await storage.Access.Find(IOutbox.Stream.Value, Rows.Effect(key), cancellation).ConfigureAwait(false) is { } row
                && EffectRow.Read(row) is { Entry.State: EffectState.Owed } owed
                && !await Update(owed.Settled(delivery), cancellation).ConfigureAwait(false))
            {
            }
        }

        await references.Remember(keys, delivery.References, cancellation).ConfigureAwait(false);
    }

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await foreach (var row in All($"PartitionKey eq {IOutbox.Stream.Value}", cancellation).Where(r => r.Entry.OwedAt < before).ConfigureAwait(false))
            await storage.Access.DeleteEntityAsync(IOutbox.Stream.Value, Rows.Effect(row.Entry.Key), cancellationToken: cancellation).ConfigureAwait(false);
    }

    private IAsyncEnumerable<EffectRow> All(FormattableString filter, CancellationToken cancellation) =>
        storage.Access.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter), null, null, cancellation).Select(EffectRow.Read);

    private Task<bool> Update(EffectRow row, CancellationToken cancellation) =>
        TableWrites.Saved(storage.Access.UpdateEntityAsync(row.Write(), row.Tag, TableUpdateMode.Replace, cancellation));
}
