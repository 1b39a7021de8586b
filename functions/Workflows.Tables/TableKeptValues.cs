namespace Workflows.Tables;

/// <summary>Values of strategies, kept for regions: a partition for what is read together, another for what each is worked out from.</summary>
internal sealed class TableKeptValues(AzureStorage storage) : IKeptValues
{
    private const string ValuePartition = "values";
    private const string SheetPartition = "sheets";

    /// <summary>What a transaction may hold is 4 MB; each row is some tens of kilobytes.</summary>
    private const int AtOnce = 20;

    public async ValueTask<IReadOnlyList<KeptValues>> All(CancellationToken cancellation = default) =>
        await storage.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ValuePartition}"), null, null, cancellation)
            .Select(row => new KeptValues(new StrategyId(row.RowKey), Rows.Read(row, "Body"), null))
            .ToListAsync(cancellation).ConfigureAwait(false);

    public async ValueTask<ReadOnlyMemory<byte>?> Sheets(StrategyId strategy, CancellationToken cancellation = default) =>
        await storage.Index.Find(SheetPartition, strategy.Value, cancellation).ConfigureAwait(false) is { } row ? Rows.Read(row, "Body") : null;

    public async ValueTask Save(IReadOnlyList<KeptValues> values, CancellationToken cancellation = default)
    {
        // Sheets first: values that go further than them would never be worked out again.
        await Put(SheetPartition, values.Where(v => v.Sheets is not null).Select(v => (v.Strategy, v.Sheets!.Value)), cancellation).ConfigureAwait(false);
        await Put(ValuePartition, values.Select(v => (v.Strategy, v.Values)), cancellation).ConfigureAwait(false);
    }

    private async Task Put(string partition, IEnumerable<(StrategyId Strategy, ReadOnlyMemory<byte> Body)> rows, CancellationToken cancellation)
    {
        foreach (var some in rows.Chunk(AtOnce))
        {
            await storage.Index.SubmitTransactionAsync(
                some.Select(r =>
                {
                    var row = new TableEntity(partition, r.Strategy.Value);
                    Rows.Write(row, "Body", r.Body);
                    return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
                }),
                cancellation).ConfigureAwait(false);
        }
    }
}
