using System.Text.Json;

namespace Workflows.Tables;

/// <summary>
/// Lists, in the order of ids. The rows stand in the heads of their streams, so a list is as new as the events; streams are walked by
/// municipality or strategy, of which each has few, and only as far as the page needs.
/// </summary>
internal sealed class TableListing(AzureStorage storage, StreamHeads heads, StreamIndex index) : IListing
{
    public async ValueTask<IReadOnlyList<StrategyRow>> Strategies(StrategyQuery query, CancellationToken cancellation = default)
    {
        var rows = storage.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {StreamIndex.StrategyPartition} and RowKey gt {query.After ?? ""}"), null, null, cancellation);
        return await rows
            .Where(r => query.Municipality is null || r.GetString("Municipality") == query.Municipality.Value.Value)
            .Take(Math.Max(query.Limit, 0))
            .Select(r => JsonSerializer.Deserialize<StrategyRow>(r.GetString("Row"), Rows.Json)!)
            .ToListAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WorkflowRow>> Workflows(WorkflowQuery query, CancellationToken cancellation = default)
    {
        var list = query.Strategy is { } strategy ? StreamIndex.StrategyList(strategy) : ListOf(query.Municipality);
        return await heads.ReadAll(index.Streams(list, cancellation, query.After), cancellation)
            .Select(h => h.Rows.Workflow).OfType<WorkflowRow>()
            .Where(w => string.CompareOrdinal(w.Id.Value, query.After ?? "") > 0
                && (query.Municipality is null || w.Municipality == query.Municipality)
                && (query.Year is null || w.Year == query.Year)
                && (query.State is null || w.State == query.State)
                && (query.LateOn is null || w.NextDue < query.LateOn))
            .Take(Math.Max(query.Limit, 0))
            .ToListAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<TaskRow>> Tasks(TaskQuery query, CancellationToken cancellation = default)
    {
        var (first, after) = query.After?.Split('/') is [var workflow, var task] ? (workflow, task) : (null, "");
        var streams = query.Workflow is { } only
            ? new[] { StreamId.Of(only) }.ToAsyncEnumerable()
            : index.Streams(ListOf(query.Municipality), cancellation, first);
        return await heads.ReadAll(streams, cancellation)
            .SelectMany(h => h.Rows.Tasks.Values.ToAsyncEnumerable())
            .Where(t => Follows(t, first, after) && Matches(t, query))
            .Take(Math.Max(query.Limit, 0))
            .ToListAsync(cancellation).ConfigureAwait(false);
    }

    private static string? ListOf(MunicipalityId? municipality) => municipality is { } m ? StreamIndex.MunicipalityList(m) : null;

    private static bool Follows(TaskRow t, string? workflow, string task) => string.CompareOrdinal(t.Workflow.Value, workflow ?? "") switch
    {
        0 => string.CompareOrdinal(t.Id.Value, task) > 0,
        var order => order > 0,
    };

    private static bool Matches(TaskRow t, TaskQuery query) =>
        (query.Municipality is null || t.Municipality == query.Municipality)
        && (query.Institution is null || t.Institution == query.Institution)
        && (query.State is null || t.State == query.State)
        && (query.Open is null || t.Open == query.Open)
        && (query.LateOn is null || (t.Open && t.Due < query.LateOn));
}
