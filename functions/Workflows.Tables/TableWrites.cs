using Azure;

namespace Workflows.Tables;

internal static class TableWrites
{
    /// <summary>False when the row was there already, has gone, or was changed by somebody else.</summary>
    public static async Task<bool> Saved(Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> Find(this TableClient table, string partition, string key, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation).ConfigureAwait(false);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>The values of a partition, in the order of their keys.</summary>
    public static IAsyncEnumerable<T> Partition<T>(this TableClient table, string partition, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), null, null, cancellation).Select(Rows.Value<T>);

    /// <summary>The rows of all partitions that begin so, in their order.</summary>
    public static IAsyncEnumerable<TableEntity> Partitions(this TableClient table, string prefix, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {Rows.After(prefix)}"), null, null, cancellation);

    /// <summary>Gives a value the form that the function has for it; it is asked again when somebody else was faster.</summary>
    /// <returns>False when there is no such row, or the function has no other form for it.</returns>
    public static async ValueTask<bool> Change<T>(
        this TableClient table, string partition, string key, Func<T, T?> change, CancellationToken cancellation)
        where T : class
    {
        while (await table.Find(partition, key, cancellation).ConfigureAwait(false) is { } row)
        {
            if (change(Rows.Value<T>(row)) is not { } changed)
                return false;
            if (await Saved(table.UpdateEntityAsync(Rows.Of(partition, key, changed), row.ETag, TableUpdateMode.Replace, cancellation)).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    /// <summary>Sends the actions, all of one partition, in as few transactions as they fit in.</summary>
    public static async Task Submit(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        foreach (var some in actions.Chunk(Rows.MostInTransaction))
            await table.SubmitTransactionAsync(some, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes and removes rows that are only hints: a row that is gone already is as good as removed.</summary>
    public static async Task Move(
        this TableClient table, string partition, IReadOnlyCollection<string> remove, IEnumerable<TableEntity> put, CancellationToken cancellation)
    {
        var rows = put.ToList();
        var deletes = remove.Except(rows.Select(r => r.RowKey)).Select(key => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All)).ToList();
        var upserts = rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r));
        if (await Saved(table.Submit(upserts.Concat(deletes), cancellation)).ConfigureAwait(false))
            return;
        await table.Submit(upserts, cancellation).ConfigureAwait(false);
        foreach (var key in deletes)
            await table.DeleteEntityAsync(partition, key.Entity.RowKey, ETag.All, cancellation).ConfigureAwait(false);
    }

    /// <summary>The rows of a partition from one key on and before another, in order.</summary>
    public static AsyncPageable<TableEntity> Range(
        this TableClient table, string partition, string from, string before, IEnumerable<string>? select, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}"), null, select, cancellation);
}
