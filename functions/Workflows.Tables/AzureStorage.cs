using Azure.Storage.Blobs;

namespace Workflows.Tables;

/// <summary>The tables and containers of one installation.</summary>
/// <param name="prefix">Before every name, so that installations can share an account; small letters and digits, or nothing.</param>
public sealed class AzureStorage(TableServiceClient tables, BlobServiceClient blobs, string prefix = "")
{
    /// <summary>The record: one partition for each stream. See docs/decisions/0020.</summary>
    public TableClient Streams { get; } = tables.GetTableClient($"{prefix}streams");

    /// <summary>What is looked up across streams; all of it can be rebuilt from <see cref="Streams"/>.</summary>
    public TableClient Index { get; } = tables.GetTableClient($"{prefix}index");

    /// <summary>Which stream a command key was sent to.</summary>
    public TableClient Commands { get; } = tables.GetTableClient($"{prefix}commands");

    public TableClient Keys { get; } = tables.GetTableClient($"{prefix}keys");

    /// <summary>Who may come in: links, people, sessions, and the links that people asked for.</summary>
    public TableClient Access { get; } = tables.GetTableClient($"{prefix}access");

    public BlobContainerClient Documents { get; } = blobs.GetBlobContainerClient($"{prefix}documents");

    /// <summary>Commits too large for a table's entity, each under the SHA-256 of its content.</summary>
    public BlobContainerClient Commits { get; } = blobs.GetBlobContainerClient($"{prefix}commits");

    /// <summary>Creates what is missing. Containers are private.</summary>
    public async Task Create(CancellationToken cancellation = default)
    {
        foreach (var table in new[] { Streams, Index, Commands, Keys, Access })
            await table.CreateIfNotExistsAsync(cancellation).ConfigureAwait(false);
        foreach (var container in new[] { Documents, Commits })
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
    }
}
