using Azure.Data.Tables;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Functions.Storage;

/// <summary>
/// The rows of effects. Each stands in its stream's partition, which is the truth; while it is not settled, a row in the index stands at the
/// moment when it is next to be looked at: owed, when it is due; being sent, when that has taken too long; failed, never.
/// </summary>
internal sealed class EffectRows(AzureStorage storage)
{
    public const string DuePrefix = "due|";

    private static readonly string[] Nothing = [];

    /// <summary>Writes rows of effects that have none yet.</summary>
    public async Task Owe(
        StreamId stream, MunicipalityId municipality, DateTimeOffset owedAt, IReadOnlyCollection<OwedEffect> effects, CancellationToken cancellation)
    {
        if (effects.Count == 0)
            return;
        var rows = effects.Select(e => Row(stream, municipality, owedAt, e)).ToList();
        await storage.Streams.Submit(rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), cancellation).ConfigureAwait(false);
        await Index(rows, Nothing, cancellation).ConfigureAwait(false);
    }

    /// <summary>Brings the index to what the rows say.</summary>
    /// <param name="old">Row keys to remove from the index.</param>
    public async Task Index(IEnumerable<TableEntity> rows, IReadOnlyCollection<string> old, CancellationToken cancellation)
    {
        foreach (var kind in rows.GroupBy(r => DuePrefix + r.GetString("Kind")))
        {
            var put = kind.Where(r => NextLook(r) is not null).Select(r => new TableEntity(kind.Key, IndexKey(r)!)
            {
                ["Municipality"] = r.GetString("Municipality"),
                ["Group"] = r.GetString("Group"),
                ["State"] = r.GetInt32("State"),
            });
            await storage.Index.Move(kind.Key, [.. old.Where(o => kind.Any(r => o.EndsWith("|" + KeyOf(r), StringComparison.Ordinal)))], put, cancellation)
                .ConfigureAwait(false);
        }
    }

    public static string? IndexKey(TableEntity row) => NextLook(row) is { } ticks ? Rows.At(ticks, KeyOf(row)) : null;

    public static void Set(TableEntity row, EffectState state, DateTimeOffset? look)
    {
        row["State"] = (int)state;
        row["NextLook"] = look?.UtcTicks ?? -1;
    }

    public static EffectState StateOf(TableEntity row) => (EffectState)row.GetInt32("State")!.Value;

    public static long? NextLook(TableEntity row) => row.GetInt64("NextLook") is { } ticks and >= 0 ? ticks : null;

    public static LedgerEntry Entry(TableEntity row) => new(
        Rows.EffectKey(row.RowKey),
        new StreamId(row.PartitionKey),
        new MunicipalityId(row.GetString("Municipality")),
        row.GetString("Kind"),
        row.GetString("Group"),
        StateOf(row),
        new DateTimeOffset(row.GetInt64("OwedAt")!.Value, TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64("NotBefore")!.Value, TimeSpan.Zero),
        row.GetInt32("Attempts")!.Value,
        row.GetString("Note"),
        Rows.Read(row, "Body"));

    public static TableEntity Row(StreamId stream, MunicipalityId municipality, DateTimeOffset owedAt, OwedEffect effect)
    {
        var row = new TableEntity(stream.Value, Rows.Effect(effect.Key))
        {
            ["Municipality"] = municipality.Value,
            ["Kind"] = effect.Kind,
            ["Group"] = effect.Group,
            ["OwedAt"] = owedAt.UtcTicks,
            ["NotBefore"] = effect.NotBefore.UtcTicks,
            ["Attempts"] = 0,
        };
        Set(row, EffectState.Owed, effect.NotBefore);
        Rows.Write(row, "Body", effect.Body);
        return row;
    }

    private static string KeyOf(TableEntity row) => row.RowKey[Rows.EffectPrefix.Length..];
}
