using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Core.Calendar;

/// <summary>A due rule is stored as its canonical text.</summary>
internal sealed class DueRuleJsonConverter : JsonConverter<DueRule>
{
    public override DueRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DueRule.TryParse(reader.GetString() ?? "", out var rule, out var error) ? rule : throw new JsonException(error);

    public override void Write(Utf8JsonWriter writer, DueRule value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
