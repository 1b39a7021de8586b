using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Workflows.Tables;

internal static class Blobs
{
    /// <summary>Stores the content unless the name is taken, in which case it is the same content.</summary>
    public static async Task PutOnce(
        this BlobContainerClient container, string name, Stream content, BlobUploadOptions? options, CancellationToken cancellation)
    {
        options ??= new BlobUploadOptions();
        options.Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await container.GetBlobClient(name).UploadAsync(content, options, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            // Written before, or by somebody at the same time.
        }
    }
}
