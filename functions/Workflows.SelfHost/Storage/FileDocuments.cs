using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Documents as files: <c>documents/{municipality}/{first two digits}/{hash}</c>, and beside each a <c>.json</c> with the name, type and
/// size it first came with. The <c>.json</c> is written last: a document without it was never stored.
/// </summary>
public sealed class FileDocuments : IDocumentStore
{
    private const int BufferSize = 81_920;

    private readonly string _root;
    private readonly string _incoming;

    /// <summary>Removes what a program that was stopped in the middle of an upload has left.</summary>
    public FileDocuments(DataDirectory directory)
    {
        _root = directory.Documents;
        _incoming = Path.Combine(_root, ".incoming");
        if (Directory.Exists(_incoming))
            Directory.Delete(_incoming, recursive: true);
        DurableFile.CreateDirectory(_incoming);
    }

    /// <returns>The document under the name given here, which may differ from the one it is stored with.</returns>
    public async ValueTask<DocumentInfo?> Put(
        MunicipalityId municipality, string name, string contentType, Stream content, long limit, CancellationToken cancellation = default)
    {
        var temporary = Path.Combine(_incoming, Path.GetRandomFileName());
        try
        {
            if (await Receive(content, temporary, limit, cancellation).ConfigureAwait(false) is not var (hash, size))
                return null;
            var info = new DocumentInfo(hash, DocumentName.Clean(name), contentType, size);
            await Store(PathOf(municipality, hash), temporary, info, cancellation).ConfigureAwait(false);
            return info;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async ValueTask<DocumentInfo?> Find(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default)
    {
        var description = Description(PathOf(municipality, hash));
        if (!File.Exists(description))
            return null;
        var file = File.OpenRead(description);
        await using (file.ConfigureAwait(false))
            return await JsonSerializer.DeserializeAsync<DocumentInfo>(file, cancellationToken: cancellation).ConfigureAwait(false);
    }

    public async ValueTask<StoredDocument?> Open(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default) =>
        await Find(municipality, hash, cancellation).ConfigureAwait(false) is { } info
            ? new StoredDocument(
                info,
                new FileStream(PathOf(municipality, hash), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous))
            : null;

    private static async Task<(DocumentHash Hash, long Size)?> Receive(Stream content, string path, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                long size = 0;
                while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
                {
                    size += read;
                    if (size > limit)
                        return null;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                }

                file.Flush(flushToDisk: true);
                return (new DocumentHash(Convert.ToHexStringLower(hash.GetHashAndReset())), size);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private async Task Store(string path, string temporary, DocumentInfo info, CancellationToken cancellation)
    {
        if (File.Exists(Description(path)))
            return;
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Move(temporary, path);
        var description = Path.Combine(_incoming, Path.GetRandomFileName());
        var file = new FileStream(description, FileMode.CreateNew);
        await using (file.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(file, info, cancellationToken: cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Move(description, Description(path));
    }

    private string PathOf(MunicipalityId municipality, DocumentHash hash) =>
        Path.Combine(_root, municipality.Value, hash.Value[..2], hash.Value);

    private static string Description(string path) => path + ".json";
}
