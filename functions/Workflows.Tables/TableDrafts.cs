using System.Text.Json;

namespace Workflows.Tables;

/// <summary>A partition for each holder, in which a draft has its workflow and task as key. What somebody typed may need several properties.</summary>
internal sealed class TableDrafts(AzureStorage storage) : IDrafts
{
    private const string Prefix = "drafts|";

    public async ValueTask<Draft?> Find(DraftKey key, CancellationToken cancellation = default) =>
        await storage.Access.Find(PartitionOf(key.Holder), RowOf(key), cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    public async ValueTask<IReadOnlyList<DraftKey>> Of(MunicipalityId municipality, string holder, CancellationToken cancellation = default)
    {
        var rows = storage.Access.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(holder)} and Municipality eq {municipality.Value}"), null, ["RowKey"], cancellation);
        return await rows.Select(r => r.RowKey.Split('|')).Select(k => new DraftKey(holder, new(k[0]), new(k[1])))
            .OrderBy(k => k.Workflow.Value, StringComparer.Ordinal).ThenBy(k => k.Task.Value, StringComparer.Ordinal)
            .ToListAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask Save(Draft draft, CancellationToken cancellation = default)
    {
        var row = new TableEntity(PartitionOf(draft.Key.Holder), RowOf(draft.Key)) { ["Municipality"] = draft.Municipality.Value };
        Rows.Write(row, "Draft", JsonSerializer.SerializeToUtf8Bytes(draft, Rows.Json));
        await storage.Access.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
    }

    public async ValueTask Remove(DraftKey key, CancellationToken cancellation = default) =>
        await storage.Access.DeleteEntityAsync(PartitionOf(key.Holder), RowOf(key), cancellationToken: cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await foreach (var draft in storage.Access.Partitions(Prefix, cancellation).Select(Read).Where(d => d.SavedAt < before).ConfigureAwait(false))
            await Remove(draft.Key, cancellation).ConfigureAwait(false);
    }

    private static Draft Read(TableEntity row) => JsonSerializer.Deserialize<Draft>(Rows.Read(row, "Draft"), Rows.Json)!;

    // A key may hold no slash.
    private static string PartitionOf(string holder) => Prefix + holder.Replace('/', '|');

    private static string RowOf(DraftKey key) => $"{key.Workflow}|{key.Task}";
}
