using System.Text.Json.Serialization;

namespace Workflows.Core.Ports;

/// <summary>SHA-256 of a document in 64 lower-case hexadecimal digits: its name in the store and the proof of its content.</summary>
[JsonConverter(typeof(IdJsonConverter<DocumentHash>))]
public readonly record struct DocumentHash(string Value) : IId<DocumentHash>
{
    public static DocumentHash Create(string value) => new(value);

    public static DocumentHash Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var hash) ? hash : throw new FormatException("A document hash has 64 hexadecimal digits.");

    public static bool TryParse(string? s, IFormatProvider? provider, out DocumentHash result)
    {
        var valid = s is { Length: 64 } && s.All(char.IsAsciiHexDigitLower);
        result = valid ? new DocumentHash(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <param name="Name">The file name that a person gave it, without any path.</param>
/// <param name="Size">In bytes.</param>
public sealed record DocumentInfo(DocumentHash Hash, string Name, string ContentType, long Size);

public sealed record StoredDocument(DocumentInfo Info, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Documents by their content. What is stored never changes; the same content twice is stored once.</summary>
public interface IDocumentStore
{
    /// <summary>Streams the content in; null, with nothing stored, when it is longer than <paramref name="limit"/> bytes.</summary>
    ValueTask<DocumentInfo?> Put(
        MunicipalityId municipality, string name, string contentType, Stream content, long limit, CancellationToken cancellation = default);

    ValueTask<DocumentInfo?> Find(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default);

    ValueTask<StoredDocument?> Open(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default);
}
