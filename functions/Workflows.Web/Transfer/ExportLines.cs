using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <param name="Hash">Lower-case hexadecimal.</param>
/// <param name="Body">As it was stored, to the byte: the hash covers it.</param>
internal sealed record EventLine(long Version, string Name, int Schema, DateTimeOffset At, Actor Actor, string Hash, JsonElement Body);

internal sealed record LedgerLine(
    string Key, string Kind, string? Group, EffectState State, DateTimeOffset OwedAt, DateTimeOffset NotBefore, int Attempts, string? Note, JsonElement Body);

/// <summary>Events and ledger entries as lines of JSON.</summary>
internal static class ExportLines
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> lines, StoredEvent e) => Line(lines, json =>
    {
        json.WriteNumber("version", e.Version);
        json.WriteString("name", e.Name);
        json.WriteNumber("schema", e.Schema);
        json.WriteString("at", e.At);
        json.WriteStartObject("actor");
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(e.Actor.Kind.ToString()));
        json.WriteString("id", e.Actor.Id);
        json.WriteEndObject();
        json.WriteString("hash", Convert.ToHexStringLower(e.Hash.Span));
        json.WritePropertyName("body");
        json.WriteRawValue(e.Body.Span);
    });

    public static void Write(IBufferWriter<byte> lines, LedgerEntry entry) => Line(lines, json =>
    {
        json.WriteString("key", entry.Key);
        json.WriteString("kind", entry.Kind);
        json.WriteString("group", entry.Group);
        json.WriteString("state", JsonNamingPolicy.KebabCaseLower.ConvertName(entry.State.ToString()));
        json.WriteString("owedAt", entry.OwedAt);
        json.WriteString("notBefore", entry.NotBefore);
        json.WriteNumber("attempts", entry.Attempts);
        json.WriteString("note", entry.Note);
        json.WritePropertyName("body");
        json.WriteRawValue(entry.Body.Span);
    });

    /// <exception cref="JsonException">A line is no event.</exception>
    public static List<StoredEvent> Events(StreamId stream, ReadOnlySpan<byte> lines)
    {
        var events = new List<StoredEvent>();
        foreach (var range in lines.Split((byte)'\n'))
        {
            if (lines[range] is { IsEmpty: false } line && JsonSerializer.Deserialize(line, ExportFormat.Json.EventLine) is { } e)
                events.Add(new(stream, e.Version, e.Name, e.Schema, e.At.ToUniversalTime(), e.Actor, Raw(e.Body), Hash(e.Hash)));
        }

        return events;
    }

    /// <exception cref="JsonException">A line is no entry.</exception>
    public static List<LedgerEntry> Ledger(StreamId stream, MunicipalityId municipality, ReadOnlySpan<byte> lines)
    {
        var entries = new List<LedgerEntry>();
        foreach (var range in lines.Split((byte)'\n'))
        {
            if (lines[range] is { IsEmpty: false } line && JsonSerializer.Deserialize(line, ExportFormat.Json.LedgerLine) is { } e)
                entries.Add(new(e.Key, stream, municipality, e.Kind, e.Group, e.State, e.OwedAt.ToUniversalTime(), e.NotBefore.ToUniversalTime(), e.Attempts, e.Note, Raw(e.Body)));
        }

        return entries;
    }

    private static void Line(IBufferWriter<byte> lines, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(lines, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        lines.Write("\n"u8);
    }

    private static byte[] Raw(JsonElement body) => JsonMarshal.GetRawUtf8Value(body).ToArray();

    private static byte[] Hash(string hex) =>
        hex.Length == 2 * HashChain.Size && hex.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(hex)
            : throw new JsonException($"'{hex}' is not a hash of 64 lower-case hexadecimal digits.");
}
