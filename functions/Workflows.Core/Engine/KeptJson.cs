using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Core.Engine;

/// <summary>
/// Writes a value that never changes and stands in many events, such as a template, once, and its bytes from then on. They are kept as long
/// as the value is.
/// </summary>
public sealed class KeptJson<T> : JsonConverter<T>
    where T : class
{
    // A converter belongs to one set of options, and so do the bytes.
    private readonly ConditionalWeakTable<T, byte[]> _written = [];

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Info(options));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(_written.GetValue(value, v => JsonSerializer.SerializeToUtf8Bytes(v, Info(options))), skipInputValidation: true);

    private static JsonTypeInfo<T> Info(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
