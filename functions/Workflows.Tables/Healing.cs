using Azure;
using Microsoft.Extensions.Logging;

namespace Workflows.Tables;

/// <summary>Writes again what is looked up across streams, from the streams themselves. Doing it twice changes nothing.</summary>
internal sealed partial class Healing(
    AzureStorage storage, TableEventStore events, StreamHeads heads, StreamIndex index, EffectRows effects, ILogger<Healing> log)
{
    /// <summary>Longer than a commit takes: before, its own process is still writing.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The streams whose last commit was cut short before everything about it was written.</summary>
    public async Task<IReadOnlyList<StreamId>> HealMarked(DateTimeOffset before, CancellationToken cancellation)
    {
        var healed = new List<StreamId>();
        var marks = storage.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {StreamIndex.MarkPartition} and Timestamp lt {before}"), null, null, cancellation);
        await foreach (var mark in marks.ConfigureAwait(false))
        {
            var stream = new StreamId(mark.RowKey[..mark.RowKey.IndexOf('|', StringComparison.Ordinal)]);
            await Heal(stream, mark.GetInt64("After")!.Value, cancellation).ConfigureAwait(false);
            await storage.Index.DeleteEntityAsync(mark.PartitionKey, mark.RowKey, ETag.All, cancellation).ConfigureAwait(false);
            CutShort(stream);
            healed.Add(stream);
        }

        return healed;
    }

    /// <summary>Rebuilds the index of every stream; the list of streams itself is written before any of them and is never lost with them.</summary>
    public async Task HealAll(CancellationToken cancellation)
    {
        await foreach (var stream in index.Streams(null, cancellation).ConfigureAwait(false))
            await Heal(stream, 0, cancellation).ConfigureAwait(false);
    }

    /// <param name="afterVersion">Effects of earlier commits are known to have their rows.</param>
    public async Task Heal(StreamId stream, long afterVersion, CancellationToken cancellation)
    {
        var head = await heads.Read(stream, cancellation).ConfigureAwait(false);
        if (head.Tag is null)
            return;
        var rows = await storage.Streams.Range(stream.Value, Rows.EffectPrefix, Rows.After(Rows.EffectPrefix), null, cancellation)
            .Select(EffectRow.Read).ToListAsync(cancellation).ConfigureAwait(false);
        var known = rows.Select(r => r.Entry.Key).ToHashSet(StringComparer.Ordinal);
        await foreach (var record in events.Records(stream, afterVersion, cancellation).ConfigureAwait(false))
        {
            var missing = record.Effects.Where(e => !known.Contains(e.Key));
            await effects.Owe(stream, head.Municipality, record.At, missing, cancellation).ConfigureAwait(false);
        }

        await effects.Index(rows, [], cancellation).ConfigureAwait(false);
        await index.Wake(stream, null, head.WakeUp, cancellation).ConfigureAwait(false);
        if (head.Rows.Strategy is { } strategy)
            await index.Put(StreamIndex.Row(strategy), cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "A commit of {Stream} was cut short before all about it was written; that was made good.")]
    private partial void CutShort(StreamId stream);
}
