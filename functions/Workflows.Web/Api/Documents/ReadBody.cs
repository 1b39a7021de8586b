using System.Security.Cryptography;

namespace Workflows.Web.Api;

/// <summary>
/// A body that is hashed while the store reads it. Whoever reads its end learns of it only after <paramref name="atEnd"/>, which may throw:
/// a store keeps nothing of a body that it could not read to the end.
/// </summary>
/// <param name="atEnd">Is given the SHA-256 of all that was read. Not called for a body without bytes, nor when reading stops before.</param>
internal sealed class ReadBody(Stream body, Func<ReadOnlyMemory<byte>, ValueTask> atEnd) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        _hasBytes |= read > 0;
        if (read == 0 && buffer.Length > 0 && _hasBytes)
            await atEnd(_hash.GetCurrentHash());
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>A server's bodies are read without blocking a thread.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
