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

    public static ReadOnlyMemory<byte> Root { get; } = new byte[Size];

    public static byte[] Next(ReadOnlySpan<byte> previous, StreamId stream, long version, DateTimeOffset at, Actor actor, NewEvent e)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, stream.Value);
        Append(hash, version);
        Append(hash, e.Name);
        Append(hash, e.Schema);
        Append(hash, at.UtcTicks);
        Append(hash, (int)actor.Kind);
        Append(hash, actor.Id);
        Append(hash, e.Body.Length);
        hash.AppendData(e.Body.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether the stored event follows the hash before it.</summary>
    public static bool Follows(ReadOnlySpan<byte> previous, StoredEvent e) =>
        Next(previous, e.Stream, e.Version, e.At, e.Actor, new NewEvent(e.Name, e.Schema, e.Body)).AsSpan().SequenceEqual(e.Hash.Span);

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
