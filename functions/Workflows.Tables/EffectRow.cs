using System.Diagnostics;
using System.Text.Json;
using Azure;

namespace Workflows.Tables;

/// <summary>An effect as it stands in its stream's partition, which is the truth.</summary>
/// <param name="Look">When it is next to be looked at: owed, when it is due; being sent, when that has taken too long; failed, never; null when it is settled.</param>
/// <param name="Tag">As it was read.</param>
internal sealed record EffectRow(LedgerEntry Entry, DateTimeOffset? Look, ETag Tag)
{
    public static EffectRow Of(LedgerEntry entry, ETag tag = default) => new(
        entry,
        entry.State switch
        {
            EffectState.Sent or EffectState.Dropped => null,
            EffectState.Failed => DateTimeOffset.MaxValue,
            _ => entry.NotBefore,
        },
        tag);

    public static LedgerEntry Owed(StreamId stream, MunicipalityId municipality, DateTimeOffset at, OwedEffect effect) =>
        new(effect.Key, stream, municipality, effect.Kind, effect.Group, EffectState.Owed, at, effect.NotBefore, 0, null, effect.Body)
        {
            Trace = Activity.Current?.Id,
        };

    public static EffectRow Read(TableEntity row) => new(
        JsonSerializer.Deserialize<LedgerEntry>(Rows.Read(row, "Entry"), Rows.Json)!,
        row.GetInt64("Look") is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        row.ETag);

    public TableEntity Write()
    {
        var row = new TableEntity(Entry.Stream.Value, Rows.Effect(Entry.Key)) { ["State"] = (int)Entry.State, ["Look"] = Look?.UtcTicks };
        Rows.Write(row, "Entry", JsonSerializer.SerializeToUtf8Bytes(Entry, Rows.Json));
        return row;
    }

    public EffectRow With(LedgerEntry entry) => Of(entry, Tag);

    /// <summary>Given out, or owed, once more: what was unknown stays in doubt.</summary>
    public LedgerEntry Again(EffectState state) => Entry with
    {
        State = state,
        Note = Entry.State is EffectState.Unknown && Entry.Note?.StartsWith(LedgerEntry.MayBeOut, StringComparison.Ordinal) is not true
            ? LedgerEntry.MayBeOut + Entry.Note
            : Entry.Note,
    };

    /// <summary>As it is after a delivery.</summary>
    public EffectRow Settled(Delivery delivery) => With(delivery switch
    {
        Delivery.Sent sent => Entry with { State = EffectState.Sent, Note = sent.Note },
        Delivery.Later later => Entry with { State = EffectState.Owed, Note = later.Note, NotBefore = later.NotBefore },
        Delivery.Failed failed => Entry with { State = EffectState.Failed, Note = failed.Note },
        Delivery.Dropped dropped => Entry with { State = EffectState.Dropped, Note = dropped.Note },
        Delivery.Unknown unknown => Entry with { State = EffectState.Unknown, Note = unknown.Note, NotBefore = unknown.NotBefore ?? DateTimeOffset.MaxValue },
        _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
    });

    /// <summary>What the index says of it; null when it needs no row there.</summary>
    public DueEffect? Due => Look is { } at
        ? new(Rows.At(at.UtcTicks, Rows.Sortable(Entry.Key)), Entry.Key, Entry.Kind, Entry.Municipality.Value, Entry.Group, Entry.State)
        : null;
}

/// <summary>A row of the index: a hint, checked against the effect's own row where it is used.</summary>
/// <param name="RowKey">Sorts by the moment.</param>
internal sealed record DueEffect(string RowKey, string Key, string Kind, string Municipality, string? Group, EffectState State)
{
    private const string Prefix = "due|";

    public static string PartitionOf(string kind) => Prefix + kind;

    /// <summary>The partitions of one kind, or of all, as a range.</summary>
    public static (string From, string Before) PartitionsOf(string? kind) =>
        kind is null ? (Prefix, Rows.After(Prefix)) : (PartitionOf(kind), PartitionOf(kind) + Rows.Lowest);

    public static DueEffect Read(TableEntity row) => new(
        row.RowKey,
        row.GetString("Key"),
        row.PartitionKey[Prefix.Length..],
        row.GetString("Municipality"),
        row.GetString("Group"),
        (EffectState)row.GetInt32("State")!.Value);

    public TableEntity Write() => new(PartitionOf(Kind), RowKey) { ["Key"] = Key, ["Municipality"] = Municipality, ["Group"] = Group, ["State"] = (int)State };
}
