using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Workflows.Tables;

/// <summary>
/// Documents as blobs <c>{municipality}/{hash}</c>, each with the name and type it first came with. An upload passes through a temporary file,
/// which gives the hash before anything is stored; what has a blob's name is whole and never changes.
/// </summary>
internal sealed class BlobDocuments(AzureStorage storage) : IDocumentStore
{
    private const int BufferSize = 81_920;
    private const string NameKey = "name";

    public async ValueTask<DocumentInfo?> Put(
        MunicipalityId municipality, string name, string contentType, Stream content, long limit, CancellationToken cancellation = default)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await using (file.ConfigureAwait(false))
        {
            if (await Receive(content, file, limit, cancellation).ConfigureAwait(false) is not { } hash)
                return null;
            var info = new DocumentInfo(hash, DocumentName.Clean(name), contentType, file.Length);
            file.Position = 0;
            await storage.Documents.PutOnce(NameOf(municipality, hash), file, Options(info), cancellation).ConfigureAwait(false);
            return info;
        }
    }

    public async ValueTask<DocumentInfo?> Find(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default)
    {
        try
        {
            var found = await storage.Documents.GetBlobClient(NameOf(municipality, hash)).GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return Read(hash, found.Value.Metadata, found.Value.ContentType, found.Value.ContentLength);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    public async ValueTask<StoredDocument?> Open(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default)
    {
        try
        {
            var found = await storage.Documents.GetBlobClient(NameOf(municipality, hash)).DownloadStreamingAsync(cancellationToken: cancellation).ConfigureAwait(false);
            var details = found.Value.Details;
            return new(Read(hash, details.Metadata, details.ContentType, details.ContentLength), found.Value.Content);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    private static async ValueTask<DocumentHash?> Receive(Stream content, FileStream file, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
            {
                if (file.Length + read > limit)
                    return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            return new DocumentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string NameOf(MunicipalityId municipality, DocumentHash hash) => $"{municipality}/{hash}";

    /// <summary>Metadata travels in headers, which are ASCII.</summary>
    private static BlobUploadOptions Options(DocumentInfo info) => new()
    {
        HttpHeaders = new BlobHttpHeaders { ContentType = info.ContentType },
        Metadata = new Dictionary<string, string> { [NameKey] = Convert.ToBase64String(Encoding.UTF8.GetBytes(info.Name)) },
    };

    private static DocumentInfo Read(DocumentHash hash, IDictionary<string, string> metadata, string contentType, long size) =>
        new(hash, Encoding.UTF8.GetString(Convert.FromBase64String(metadata[NameKey])), contentType, size);
}
