using System.Runtime.CompilerServices;
using Azure;

namespace Workflows.Tables;

/// <summary>The index of due times. Two commits at once may leave a row too many; it is found out by the stream's head and removed.</summary>
internal sealed class TableWakeUps(AzureStorage storage, StreamHeads heads) : IWakeUps
{
    public async ValueTask<DateTimeOffset?> Next(CancellationToken cancellation = default) =>
        await Rows(DateTimeOffset.MaxValue, 1, cancellation).Select(h => h.WakeUp).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StreamId>> Due(DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await Rows(now, limit, cancellation).Select(h => h.Stream).Take(limit).ToListAsync(cancellation).ConfigureAwait(false);

    private async IAsyncEnumerable<Head> Rows(DateTimeOffset now, int page, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = storage.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {StreamIndex.WakePartition} and RowKey lt {Workflows.Tables.Rows.At(now.UtcTicks, "~")}"),
            Math.Clamp(page, 1, 1000), ["RowKey"], cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var (ticks, stream) = Workflows.Tables.Rows.ReadAt(row.RowKey);
            var head = await heads.Read(new(stream), cancellation).ConfigureAwait(false);
            if (head.WakeUp?.UtcTicks == ticks)
                yield return head;
            else
                await storage.Index.DeleteEntityAsync(StreamIndex.WakePartition, row.RowKey, ETag.All, cancellation).ConfigureAwait(false);
        }
    }
}
