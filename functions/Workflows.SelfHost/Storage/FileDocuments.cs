using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Documents as files: <c>documents/{municipality}/{first two digits}/{hash}</c>, and beside each a <c>.json</c> with the name, type and
/// size it first came with. A document without it, and one that is missing itself, was never stored.
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
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // Most documents are small: they are stored without a file that grows, and not written at all where their content is there already.
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            if (read > limit)
                return null;
            if (read == buffer.Length)
                return await PutLarge(municipality, name, contentType, buffer, content, limit, cancellation).ConfigureAwait(false);
            var info = new DocumentInfo(HashOf(SHA256.HashData(buffer.AsSpan(0, read))), DocumentName.Clean(name), contentType, read);
            var path = PathOf(municipality, info.Hash);
            if (!WasStored(path))
                Store(path, Temporary(buffer.AsSpan(0, read)), info);
            return info;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask<DocumentInfo?> Find(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default)
    {
        var path = PathOf(municipality, hash);
        if (!IsStored(path))
            return null;
        var file = File.OpenRead(Description(path));
        await using (file.ConfigureAwait(false))
            return await JsonSerializer.DeserializeAsync<DocumentInfo>(file, cancellationToken: cancellation).ConfigureAwait(false);
    }

    public async ValueTask<StoredDocument?> Open(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default) =>
        await Find(municipality, hash, cancellation).ConfigureAwait(false) is { } info
            ? new StoredDocument(
                info,
                new FileStream(PathOf(municipality, hash), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous))
            : null;

    private async Task<DocumentInfo?> PutLarge(
        MunicipalityId municipality, string name, string contentType, byte[] begun, Stream rest, long limit, CancellationToken cancellation)
    {
        var temporary = Path.Combine(_incoming, Path.GetRandomFileName());
        try
        {
            if (await Receive(begun, rest, temporary, limit, cancellation).ConfigureAwait(false) is not var (hash, size))
                return null;
            var info = new DocumentInfo(hash, DocumentName.Clean(name), contentType, size);
            var path = PathOf(municipality, hash);
            if (!WasStored(path))
                Store(path, temporary, info);
            return info;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // After a power cut either name may have been lost without the other.
    private static bool IsStored(string path) => File.Exists(Description(path)) && File.Exists(path);

    /// <summary>Whether another call has stored it; that its names are there does not make them last yet.</summary>
    private static bool WasStored(string path)
    {
        var stored = IsStored(path);
        if (stored)
            DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
        return stored;
    }

    /// <param name="buffer">Full of the beginning; used for the rest.</param>
    private static async Task<(DocumentHash Hash, long Size)?> Receive(
        byte[] buffer, Stream rest, string path, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            long size = 0;
            for (var read = buffer.Length; read > 0; read = await rest.ReadAsync(buffer, cancellation).ConfigureAwait(false))
            {
                size += read;
                if (size > limit)
                    return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
            return (HashOf(hash.GetHashAndReset()), size);
        }
    }

    private static DocumentHash HashOf(byte[] hash) => new(Convert.ToHexStringLower(hash));

    private string Temporary(ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_incoming, Path.GetRandomFileName());
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return path;
    }

    /// <summary>Both files are whole before either has its name, so that one flush of their directory makes both names last.</summary>
    private void Store(string path, string temporary, DocumentInfo info)
    {
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        var description = Temporary(JsonSerializer.SerializeToUtf8Bytes(info));
        File.Move(temporary, path, overwrite: true);
        DurableFile.Move(description, Description(path));
    }

    private string PathOf(MunicipalityId municipality, DocumentHash hash) =>
        Path.Combine(_root, municipality.Value, hash.Value[..2], hash.Value);

    private static string Description(string path) => path + ".json";
}
