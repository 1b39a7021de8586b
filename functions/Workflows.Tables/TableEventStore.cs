using System.Runtime.CompilerServices;
using Azure;

namespace Workflows.Tables;

/// <summary>
/// The events of all streams. A commit is one transaction in the stream's partition: head, commit record, receipt. What is looked up across
/// streams is written after it, and a mark made before says which stream to look at when that was cut short.
/// </summary>
internal sealed class TableEventStore(AzureStorage storage, StreamHeads heads, CommandKeys commands, StreamIndex index) : IEventStore
{
    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        if (commit.Effects.FirstOrDefault(e => Rows.StreamOf(e.Key) != commit.Stream) is { } foreign)
            throw new ArgumentException($"Effect '{foreign.Key}' is of another stream than '{commit.Stream}'.", nameof(commit));
        var id = Guid.NewGuid().ToString("N");
        while (true)
        {
            if (commit.Command is { } command && await commands.Find(command.Key, cancellation).ConfigureAwait(false) is { } earlier)
                return new CommitResult.Repeated(earlier);
            var head = await heads.Find(commit.Stream, cancellation).ConfigureAwait(false);
            if (head.Version != commit.ExpectedVersion)
                head = await heads.Read(commit.Stream, cancellation).ConfigureAwait(false);
            if (head.LastCommit == id)
                return await Publish(commit, head, head, id, cancellation).ConfigureAwait(false);
            if (head.Version != commit.ExpectedVersion)
                return new CommitResult.Conflict(head.Version);
            if (head.Tag is not null && head.Municipality != commit.Municipality)
                throw new ArgumentException($"Stream '{commit.Stream}' belongs to '{head.Municipality}'.", nameof(commit));
            if (await Save(commit, head, id, cancellation).ConfigureAwait(false) is { } result)
                return result;
            heads.Forget(commit.Stream);
        }
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        StreamId stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var record in Records(stream, afterVersion, cancellation).ConfigureAwait(false))
        {
            foreach (var e in record.EventsOf(stream).Where(e => e.Version > afterVersion))
                yield return e;
        }
    }

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => commands.Find(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) =>
        heads.ReadAll(index.Streams(null, cancellation), cancellation)
            .Select(h => new StreamHead(h.Stream, h.Municipality, h.Version, h.Hash));

    internal async IAsyncEnumerable<CommitRecord> Records(
        StreamId stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = storage.Streams.Range(
            stream.Value, Rows.Commit(Math.Max(afterVersion, 0) + 1), Rows.After(Rows.CommitPrefix), null, cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
            yield return await CommitRecord.Read(row, storage, cancellation).ConfigureAwait(false);
    }

    /// <returns>Null when somebody else wrote to the partition first.</returns>
    private async ValueTask<CommitResult?> Save(Commit commit, Head head, string id, CancellationToken cancellation)
    {
        var actions = new List<TableTransactionAction>();
        if (commit.Command is { } command)
        {
            var (earlier, receipt) = await commands.Reserve(command, cancellation).ConfigureAwait(false);
            if (earlier is not null)
                return new CommitResult.Repeated(earlier);
            actions.Add(receipt!);
        }

        var record = CommitRecord.Of(commit, head.Hash);
        if (record.Events.Count > 0)
            actions.Add(new(TableTransactionActionType.Add, await record.Write(commit.Stream, storage, cancellation).ConfigureAwait(false)));
        var after = head.After(commit, record.Events is [.., var last] ? last.Hash : head.Hash, id);
        actions.Insert(0, head.Tag is { } tag
            ? new(TableTransactionActionType.UpdateReplace, after.Write(), tag)
            : new(TableTransactionActionType.Add, after.Write()));
        await index.Announce(commit, head, id, cancellation).ConfigureAwait(false);
        try
        {
            var saved = await storage.Streams.SubmitTransactionAsync(actions, cancellation).ConfigureAwait(false);
            return await Publish(commit, head, after with { Tag = saved.Value[0].Headers.ETag }, id, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private async ValueTask<CommitResult> Publish(Commit commit, Head before, Head after, string id, CancellationToken cancellation)
    {
        heads.Keep(after);
        Touched.Add(commit.Stream);
        await index.Publish(commit, before, id, cancellation).ConfigureAwait(false);
        return new CommitResult.Saved(after.Version);
    }
}
