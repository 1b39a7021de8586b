using System.Collections.Immutable;
using System.Text.Json;
using Azure;

namespace Workflows.Tables;

/// <summary>
/// The head of a stream: where it stands, and the rows that lists show of it. Its ETag goes into every commit, so a stream has one writer at
/// a time, and its rows are never older than its events.
/// </summary>
/// <param name="LastCommit">Tells whether a commit whose answer was lost has arrived.</param>
/// <param name="Tag">Null when the stream does not exist yet.</param>
internal sealed record Head(
    StreamId Stream,
    MunicipalityId Municipality,
    long Version,
    ReadOnlyMemory<byte> Hash,
    DateTimeOffset? WakeUp,
    string LastCommit,
    HeadRows Rows,
    ETag? Tag)
{
    public static Head None(StreamId stream) => new(stream, default, 0, HashChain.Root, null, "", HeadRows.Empty, null);

    public static Head Read(TableEntity row) => new(
        new StreamId(row.PartitionKey),
        new MunicipalityId(row.GetString("Municipality")),
        row.GetInt64("Version")!.Value,
        row.GetBinary("Hash"),
        row.GetInt64("WakeUp") is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        row.GetString("LastCommit"),
        JsonSerializer.Deserialize<HeadRows>(Workflows.Tables.Rows.Read(row, "Rows"), Workflows.Tables.Rows.Json)!,
        row.ETag);

    public TableEntity Write()
    {
        var row = new TableEntity(Stream.Value, Workflows.Tables.Rows.Head)
        {
            ["Municipality"] = Municipality.Value,
            ["Version"] = Version,
            ["Hash"] = Hash.ToArray(),
            ["LastCommit"] = LastCommit,
        };
        if (WakeUp is { } moment)
            row["WakeUp"] = moment.UtcTicks;
        Workflows.Tables.Rows.Write(row, "Rows", JsonSerializer.SerializeToUtf8Bytes(Rows, Workflows.Tables.Rows.Json));
        return row;
    }

    public Head After(Commit commit, ReadOnlyMemory<byte> hash, string id) => this with
    {
        Municipality = commit.Municipality,
        Version = commit.ExpectedVersion + commit.Events.Count,
        Hash = hash,
        WakeUp = commit.WakeUp,
        LastCommit = id,
        Rows = Rows.With(commit.Listing),
    };
}

/// <param name="Tasks">By id.</param>
internal sealed record HeadRows(StrategyRow? Strategy, WorkflowRow? Workflow, ImmutableSortedDictionary<string, TaskRow> Tasks)
{
    public static HeadRows Empty { get; } = new(null, null, ImmutableSortedDictionary.Create<string, TaskRow>(StringComparer.Ordinal));

    public HeadRows With(ListingChange change) => new(
        change.Strategy ?? Strategy,
        change.Workflow ?? Workflow,
        Tasks.WithComparers(StringComparer.Ordinal).SetItems(change.Tasks.Select(t => KeyValuePair.Create(t.Id.Value, t))));
}
