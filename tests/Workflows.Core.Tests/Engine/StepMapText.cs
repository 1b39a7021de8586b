using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Core.Engine;

namespace Workflows.Core.Tests.Engine;

/// <summary>Writes the steps of a state with their progress, in order, so that two states can be compared as texts.</summary>
internal sealed class StepMapText : JsonConverter<StepMap>
{
    public override StepMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, StepMap value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (step, progress) in value.InOrder)
        {
            writer.WritePropertyName(step.Id.Value);
            JsonSerializer.Serialize(writer, progress, options);
        }

        writer.WriteEndObject();
    }
}
