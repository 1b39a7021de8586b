using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Core;

/// <summary>
/// An identifier: 1 to 120 characters of <c>a–z 0–9 - . ~</c>, beginning with a letter or a digit.
/// Safe in a URL, a file name, a table key and a mail header without escaping. Parsed once, at the edge.
/// </summary>
public interface IId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf Create(string value);
}

/// <summary>The one grammar of all identifiers.</summary>
public static class Id
{
    public const int MaxLength = 120;

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '~');

    public static bool TryParse<TId>(string? text, out TId id)
        where TId : struct, IId<TId>
    {
        var valid = IsValid(text);
        id = valid ? TId.Create(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not an identifier.</exception>
    public static TId Parse<TId>(string text)
        where TId : struct, IId<TId> =>
        TryParse<TId>(text, out var id)
            ? id
            : throw new FormatException($"'{text}' is not an identifier: use 1 to {MaxLength} of a-z, 0-9, '-', '.', '~'.");
}

/// <summary>Writes an identifier as a plain JSON string, also as a property name.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()! : "";
        try
        {
            return TId.Parse(text, null);
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
