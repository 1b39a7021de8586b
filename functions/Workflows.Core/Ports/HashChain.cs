using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Core.Ports;

/// <summary>
/// Each event carries SHA-256 over the hash before it, its stream, version, name, schema, moment (UTC ticks), actor and body;
/// the first builds on 32 zero bytes. Whoever holds a stream can prove offline that nothing in it was changed, left out or reordered.
/// Texts are preceded by their length, so that no two different events give the same bytes.
/// </summary>
public static class HashChain
{
    public const int Size = 32;

    /// <summary>How many numbers are hashed, lengths of texts included.</summary>
    private const int Numbers = 8;

    public static ReadOnlyMemory<byte> Root { get; } = new byte[Size];

    public static byte[] Next(ReadOnlySpan<byte> previous, StreamId stream, long version, DateTimeOffset at, Actor actor, NewEvent e)
    {
        var size = previous.Length + (Numbers * sizeof(long)) + Encoding.UTF8.GetMaxByteCount(stream.Value.Length + e.Name.Length + actor.Id.Length) + e.Body.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var to = buffer.AsSpan();
            previous.CopyTo(to);
            to = to[previous.Length..];
            Append(ref to, stream.Value);
            Append(ref to, version);
            Append(ref to, e.Name);
            Append(ref to, e.Schema);
            Append(ref to, at.UtcTicks);
            Append(ref to, (int)actor.Kind);
            Append(ref to, actor.Id);
            Append(ref to, e.Body.Length);
            e.Body.Span.CopyTo(to);
            return SHA256.HashData(buffer.AsSpan(0, buffer.Length - to.Length + e.Body.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether the stored event follows the hash before it.</summary>
    public static bool Follows(ReadOnlySpan<byte> previous, StoredEvent e) =>
        Next(previous, e.Stream, e.Version, e.At, e.Actor, new NewEvent(e.Name, e.Schema, e.Body)).AsSpan().SequenceEqual(e.Hash.Span);

    private static void Append(ref Span<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, number);
        to = to[sizeof(long)..];
    }

    private static void Append(ref Span<byte> to, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, to[sizeof(long)..]);
        Append(ref to, length);
        to = to[length..];
    }
}
