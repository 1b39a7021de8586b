using System.Security.Cryptography;
using System.Text;
using Azure;

namespace Workflows.Tables;

/// <summary>Each key in a partition of its own, named by its hash, since a caller's key may hold what a table's key may not.</summary>
internal sealed class TableRequestKeys(AzureStorage storage) : IRequestKeys
{
    private const string Row = "request";

    public async ValueTask<KnownRequest?> Find(string key, CancellationToken cancellation = default) =>
        await Load(key, cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    public async ValueTask<KnownRequest> Save(KnownRequest request, CancellationToken cancellation = default)
    {
        while (true)
        {
            try
            {
                if (await Load(request.Key, cancellation).ConfigureAwait(false) is not { } row)
                {
                    await storage.Keys.AddEntityAsync(Write(request), cancellation).ConfigureAwait(false);
                    return request;
                }

                var known = Read(row);
                if (known.Done || !request.Done || known.Fingerprint != request.Fingerprint)
                    return known;
                await storage.Keys.UpdateEntityAsync(Write(request), row.ETag, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
                return request;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
            {
                // Somebody else saved the same key in between: what they saved counts.
            }
        }
    }

    private Task<TableEntity?> Load(string key, CancellationToken cancellation) => storage.Keys.Find(PartitionOf(key), Row, cancellation);

    private static TableEntity Write(KnownRequest request) => new(PartitionOf(request.Key), Row)
    {
        ["Key"] = request.Key,
        ["Fingerprint"] = request.Fingerprint,
        ["Done"] = request.Done,
    };

    private static KnownRequest Read(TableEntity row) => new(row.GetString("Key"), row.GetString("Fingerprint"), row.GetBoolean("Done") ?? false);

    private static string PartitionOf(string key) => $"request|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
