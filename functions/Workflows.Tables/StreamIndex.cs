using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;

namespace Workflows.Tables;

/// <summary>
/// What is looked up across streams: which there are, when each wakes, which strategies there are. Rows are hints, checked against the heads
/// where they are used; a mark made before a commit and removed after its rows are written says what <see cref="Healing"/> has to look at.
/// </summary>
internal sealed class StreamIndex(AzureStorage storage, EffectRows effects)
{
    public const string WakePartition = "wake";
    public const string StrategyPartition = "strategies";
    public const string MarkPartition = "pending";

    private const string All = "streams";

    /// <summary>Before the commit: a new stream is listed, and what will have to be written is marked.</summary>
    public async Task Announce(Commit commit, Head head, string id, CancellationToken cancellation)
    {
        if (head.Tag is null)
        {
            string?[] lists = [All, MunicipalityList(commit.Municipality), commit.Listing.Workflow is { } w ? StrategyList(w.Strategy) : null];
            foreach (var list in lists.OfType<string>())
                await Put(new(list, commit.Stream.Value), cancellation).ConfigureAwait(false);
        }

        if (Changes(commit, head))
            await Put(new(MarkPartition, Mark(commit, id)) { ["After"] = commit.ExpectedVersion }, cancellation).ConfigureAwait(false);
    }

    /// <summary>After the commit.</summary>
    public async Task Publish(Commit commit, Head before, string id, CancellationToken cancellation)
    {
        if (!Changes(commit, before))
            return;
        await effects.Owe(commit.Stream, commit.Municipality, commit.At, commit.Effects, cancellation).ConfigureAwait(false);
        await Wake(commit.Stream, before.WakeUp, commit.WakeUp, cancellation).ConfigureAwait(false);
        if (commit.Listing.Strategy is { } strategy)
            await Put(Row(strategy), cancellation).ConfigureAwait(false);
        await storage.Index.DeleteEntityAsync(MarkPartition, Mark(commit, id), ETag.All, cancellation).ConfigureAwait(false);
    }

    public Task Wake(StreamId stream, DateTimeOffset? before, DateTimeOffset? after, CancellationToken cancellation)
    {
        if (before == after)
            return Task.CompletedTask;
        string[] old = before is { } was ? [Rows.At(was.UtcTicks, stream.Value)] : [];
        TableEntity[] row = after is { } moment ? [new(WakePartition, Rows.At(moment.UtcTicks, stream.Value))] : [];
        return storage.Index.Move(WakePartition, old, row, cancellation);
    }

    public static TableEntity Row(StrategyRow strategy) => new(StrategyPartition, strategy.Id.Value)
    {
        ["Municipality"] = strategy.Municipality.Value,
        ["Row"] = JsonSerializer.Serialize(strategy, Rows.Json),
    };

    /// <summary>The streams that were ever begun, in order; of some of them the first commit may have failed.</summary>
    /// <param name="list">Null for all; see <see cref="MunicipalityList"/> and <see cref="StrategyList"/>.</param>
    /// <param name="from">The first to return.</param>
    public async IAsyncEnumerable<StreamId> Streams(
        string? list, [EnumeratorCancellation] CancellationToken cancellation, string? from = null)
    {
        var rows = storage.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {list ?? All} and RowKey ge {from ?? ""}"), null, ["RowKey"], cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
            yield return new(row.RowKey);
    }

    public static string MunicipalityList(MunicipalityId municipality) => "municipality|" + municipality;

    public static string StrategyList(StrategyId strategy) => "strategy|" + strategy;

    public Task Put(TableEntity row, CancellationToken cancellation) =>
        storage.Index.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);

    private static bool Changes(Commit commit, Head before) =>
        commit.Effects.Count > 0 || commit.WakeUp != before.WakeUp || commit.Listing.Strategy is not null;

    private static string Mark(Commit commit, string id) => $"{commit.Stream}|{id}";
}
