namespace Workflows.Tables;

/// <summary>Values of strategies, kept for regions: a partition for what is read together, another for what each is worked out from.</summary>
internal sealed class TableKeptValues(AzureStorage storage) : IKeptValues
{
    private const string ValuePartition = "values";
    private const string SheetPartition = "sheets";

    public async ValueTask<IReadOnlyList<KeptValues>> All(CancellationToken cancellation = default) =>
        await storage.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ValuePartition}"), null, null, cancellation)
            .Select(row => new KeptValues(new StrategyId(row.RowKey), Rows.Read(row, "Body"), null))
            .ToListAsync(cancellation).ConfigureAwait(false);

    public async ValueTask<ReadOnlyMemory<byte>?> Sheets(StrategyId strategy, CancellationToken cancellation = default) =>
        await storage.Index.Find(SheetPartition, strategy.Value, cancellation).ConfigureAwait(false) is { } row ? Rows.Read(row, "Body") : (ReadOnlyMemory<byte>?)null;

    public async ValueTask Save(IReadOnlyList<KeptValues> values, CancellationToken cancellation = default)
    {
        foreach (var kept in values)
        {
            if (kept.Sheets is { } sheets)
                await Put(SheetPartition, kept.Strategy, sheets, cancellation).ConfigureAwait(false);
            await Put(ValuePartition, kept.Strategy, kept.Values, cancellation).ConfigureAwait(false);
        }
    }

    private async Task Put(string partition, StrategyId strategy, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var row = new TableEntity(partition, strategy.Value);
        Rows.Write(row, "Body", body);
        await storage.Index.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
    }
}
