using System.Security.Cryptography;
using System.Text.Json;

namespace Workflows.Tables;

/// <summary>
/// What one commit wrote, in one row: a late tick may decide more than a transaction has room for rows. Storage format: see Rows for its key.
/// </summary>
/// <param name="First">Version of the first event.</param>
/// <param name="At">In UTC.</param>
internal sealed record CommitRecord(
    long First, DateTimeOffset At, Actor Actor, IReadOnlyList<RecordedEvent> Events, IReadOnlyList<OwedEffect> Effects)
{
    /// <summary>An entity takes 1 MiB in all.</summary>
    private const int MostInRow = 896 * 1024;

    public static CommitRecord Of(Commit commit, ReadOnlyMemory<byte> previous)
    {
        var events = new List<RecordedEvent>();
        foreach (var (i, e) in commit.Events.Index())
        {
            previous = HashChain.Next(previous.Span, commit.Stream, commit.ExpectedVersion + 1 + i, commit.At, commit.Actor, e);
            events.Add(new(e.Name, e.Schema, e.Body, previous));
        }

        return new(commit.ExpectedVersion + 1, commit.At.ToUniversalTime(), commit.Actor, events, commit.Effects);
    }

    public IEnumerable<StoredEvent> EventsOf(StreamId stream) =>
        Events.Select((e, i) => new StoredEvent(stream, First + i, e.Name, e.Schema, At, Actor, e.Body, e.Hash));

    /// <summary>The row; a body that no row can take is put into its blob first.</summary>
    public async ValueTask<TableEntity> Write(StreamId stream, AzureStorage storage, CancellationToken cancellation)
    {
        var row = new TableEntity(stream.Value, Rows.Commit(First + Events.Count - 1)) { ["First"] = First };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Rows.Json);
        if (bytes.Length <= MostInRow)
        {
            Rows.Write(row, "Body", bytes);
            return row;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await storage.Commits.PutOnce(name, BinaryData.FromBytes(bytes).ToStream(), null, cancellation).ConfigureAwait(false);
        row["Blob"] = name;
        return row;
    }

    public static async ValueTask<CommitRecord> Read(TableEntity row, AzureStorage storage, CancellationToken cancellation)
    {
        var bytes = row.GetString("Blob") is { } name
            ? (await storage.Commits.GetBlobClient(name).DownloadContentAsync(cancellation).ConfigureAwait(false)).Value.Content.ToArray()
            : Rows.Read(row, "Body");
        return JsonSerializer.Deserialize<CommitRecord>(bytes, Rows.Json)!;
    }
}

internal sealed record RecordedEvent(string Name, int Schema, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);
