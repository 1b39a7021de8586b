using System.Runtime.CompilerServices;

namespace Workflows.Tables;

/// <summary>
/// Reads the ledger: what is not settled, from the index; the rest, from the streams in their order. Entries are sorted by stream, then as they were owed.
/// </summary>
internal sealed class LedgerPages(AzureStorage storage, StreamIndex index)
{
    private const int Parallel = 16;

    /// <summary>Everything of these kinds that is due, oldest first.</summary>
    public async ValueTask<IReadOnlyList<DueEffect>> Due(IEnumerable<string> kinds, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = new List<DueEffect>();
        foreach (var kind in kinds.Distinct())
        {
            var rows = storage.Index.Range(DueEffect.PartitionOf(kind), "", Rows.At(now.UtcTicks, "~"), null, cancellation);
            due.AddRange(await rows.Select(DueEffect.Read).ToListAsync(cancellation).ConfigureAwait(false));
        }

        return [.. due.OrderBy(d => d.RowKey, StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation)
    {
        var entries = query.Stream is null && query.State is EffectState.Owed or EffectState.Sending or EffectState.Failed or EffectState.Unknown
            ? Unsettled(query, cancellation)
            : InStreams(query, cancellation);
        return await entries.Where(e => Matches(e, query)).Take(Math.Max(query.Limit, 0)).ToListAsync(cancellation).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<LedgerEntry> Unsettled(LedgerQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, before) = DueEffect.PartitionsOf(query.Kind);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {before} and State eq {(int)query.State!}");
        var all = await storage.Index.QueryAsync<TableEntity>(filter, null, null, cancellation).Select(r => r.GetString("Key")).ToListAsync(cancellation).ConfigureAwait(false);
        var keys = all.Where(k => query.After is not { } after || Compare(k, after) > 0).Order(Comparer<string>.Create(Compare));
        foreach (var some in keys.Chunk(Parallel))
        {
            var rows = await Task.WhenAll(some.Select(k => storage.Streams.Find(Rows.StreamOf(k).Value, Rows.Effect(k), cancellation))).ConfigureAwait(false);
            foreach (var row in rows.OfType<TableEntity>())
                yield return EffectRow.Read(row).Entry;
        }
    }

    private async IAsyncEnumerable<LedgerEntry> InStreams(LedgerQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = query.After is { } after ? Rows.StreamOf(after) : (StreamId?)null;
        var list = query.Municipality is { } municipality ? StreamIndex.MunicipalityList(municipality) : null;
        var streams = query.Stream is { } only ? new[] { only }.ToAsyncEnumerable() : index.Streams(list, cancellation, first?.Value);
        await foreach (var stream in streams.ConfigureAwait(false))
        {
            var from = stream == first ? Rows.Effect(query.After!) + Rows.Lowest : Rows.EffectPrefix;
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {stream.Value} and RowKey ge {from} and RowKey lt {Rows.After(Rows.EffectPrefix)}");
            if (query.State is { } state)
                filter += TableClient.CreateQueryFilter($" and State eq {(int)state}");
            await foreach (var row in storage.Streams.QueryAsync<TableEntity>(filter, null, null, cancellation).ConfigureAwait(false))
                yield return EffectRow.Read(row).Entry;
        }
    }

    private static bool Matches(LedgerEntry e, LedgerQuery query) =>
        (query.Municipality is null || e.Municipality == query.Municipality)
        && (query.Stream is null || e.Stream == query.Stream)
        && (query.Kind is null || e.Kind == query.Kind)
        && (query.State is null || e.State == query.State);

    private static int Compare(string one, string other) => string.CompareOrdinal(Rows.StreamOf(one).Value, Rows.StreamOf(other).Value) switch
    {
        0 => string.CompareOrdinal(Rows.Sortable(one), Rows.Sortable(other)),
        var streams => streams,
    };
}
