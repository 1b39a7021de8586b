using Azure;

namespace Workflows.Tables;

/// <summary>
/// Whether a stream's orchestration was told that something was written, and has not begun to look since. Many answers within one turn wake
/// it once, so a busy day does not grow its history.
/// </summary>
internal sealed class Signals(AzureStorage storage)
{
    private const string Partition = "signal";

    /// <returns>False when it is going to look anyway.</returns>
    public Task<bool> Set(StreamId stream, CancellationToken cancellation) =>
        TableWrites.Saved(storage.Index.AddEntityAsync(new TableEntity(Partition, stream.Value), cancellation));

    /// <summary>Before looking, so that what is written from now on is told again.</summary>
    public Task Clear(StreamId stream) => storage.Index.DeleteEntityAsync(Partition, stream.Value, ETag.All);
}
