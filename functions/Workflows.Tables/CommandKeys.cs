namespace Workflows.Tables;

/// <summary>
/// A command key counts once in the whole store, and a transaction covers one partition. So a key is reserved for a stream first, and the
/// receipt is written with the stream's commit: without the receipt, nothing has happened. Whoever takes a reservation over changes the
/// receipt's row in the earlier stream, so that a commit which is still under way there fails.
/// </summary>
internal sealed class CommandKeys(AzureStorage storage)
{
    private const string Only = "";

    // Longer than a transaction takes: sooner, two that came at once would only disturb each other.
    private static readonly TimeSpan TakeOverAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    public async ValueTask<CommandReceipt?> Find(string key, CancellationToken cancellation)
    {
        var reserved = await storage.Commands.Find(key, Only, cancellation).ConfigureAwait(false);
        return reserved is null ? null : ReceiptIn(key, await RowOf(key, reserved.GetString("Stream"), cancellation).ConfigureAwait(false));
    }

    /// <summary>Reserves the key for the stream.</summary>
    /// <returns>The receipt when the key was used; otherwise what writes the receipt within the stream's transaction.</returns>
    public async ValueTask<(CommandReceipt? Earlier, TableTransactionAction? Receipt)> Reserve(CommandReceipt command, CancellationToken cancellation)
    {
        var reservation = new TableEntity(command.Key, Only) { ["Stream"] = command.Stream.Value };
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await TableWrites.Saved(storage.Commands.AddEntityAsync(reservation, cancellation)).ConfigureAwait(false))
                return (null, Write(command, null));
            var known = await storage.Commands.GetEntityAsync<TableEntity>(command.Key, Only, cancellationToken: cancellation).ConfigureAwait(false);
            var stream = known.Value.GetString("Stream");
            var row = await RowOf(command.Key, stream, cancellation).ConfigureAwait(false);
            if (ReceiptIn(command.Key, row) is { } earlier)
                return (earlier, null);
            if (stream == command.Stream.Value)
                return (null, Write(command, row));
            if (TimeProvider.System.GetElapsedTime(began) < TakeOverAfter)
                await Task.Delay(LookAgainAfter, cancellation).ConfigureAwait(false);
            else if (await Abandon(command.Key, stream, row, cancellation).ConfigureAwait(false))
                await TableWrites.Saved(storage.Commands.UpdateEntityAsync(reservation, known.Value.ETag, TableUpdateMode.Replace, cancellation)).ConfigureAwait(false);
        }
    }

    private Task<TableEntity?> RowOf(string key, string stream, CancellationToken cancellation) =>
        storage.Streams.Find(stream, Rows.Command(key), cancellation);

    private Task<bool> Abandon(string key, string stream, TableEntity? row, CancellationToken cancellation)
    {
        var mark = new TableEntity(stream, Rows.Command(key)) { ["Abandoned"] = Guid.NewGuid() };
        return TableWrites.Saved(row is null
            ? storage.Streams.AddEntityAsync(mark, cancellation)
            : storage.Streams.UpdateEntityAsync(mark, row.ETag, TableUpdateMode.Replace, cancellation));
    }

    private static TableTransactionAction Write(CommandReceipt command, TableEntity? abandoned)
    {
        var row = new TableEntity(command.Stream.Value, Rows.Command(command.Key))
        {
            ["Fingerprint"] = command.Fingerprint,
            ["First"] = command.FirstVersion,
            ["Last"] = command.LastVersion,
        };
        return abandoned is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, abandoned.ETag);
    }

    private static CommandReceipt? ReceiptIn(string key, TableEntity? row) => row?.GetString("Fingerprint") is { } fingerprint
        ? new(key, fingerprint, new StreamId(row.PartitionKey), row.GetInt64("First")!.Value, row.GetInt64("Last")!.Value)
        : null;
}
