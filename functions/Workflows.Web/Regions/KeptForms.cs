using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;

namespace Workflows.Web.Regions;

/// <summary>The values of a strategy and how far its streams had come when they were worked out.</summary>
/// <param name="Form">Of what is kept; another one is worked out again.</param>
/// <param name="Versions">Of the strategy's stream and those of its workflows.</param>
/// <param name="Values">Null where no strategy is registered.</param>
internal sealed record WorkedOutValues(int Form, IReadOnlyDictionary<string, long> Versions, StrategyValues? Values)
{
    /// <summary>Rises when the shape of what is kept changes, or the way in which it is worked out.</summary>
    public const int PresentForm = 2;

    public bool Covers(StreamHead head) => Versions.GetValueOrDefault(head.Stream.Value) >= head.Version;
}

/// <summary>The sheets of a workflow that count.</summary>
/// <param name="Version">The event up to which the workflow was read for them.</param>
/// <param name="Definitions">The lists of indicators that its sheets were given for; most share one.</param>
internal sealed record WorkflowSheets(
    WorkflowId Workflow, long Version, IReadOnlyList<IReadOnlyList<Indicator>> Definitions, IReadOnlyList<CountingSheet> Sheets)
{
    public static WorkflowSheets Of(WorkflowId workflow, long version, IReadOnlyCollection<Sheet> counting)
    {
        var definitions = counting.Select(s => s.Definitions).Distinct(ReferenceEqualityComparer.Instance).Cast<IReadOnlyList<Indicator>>().ToList();
        return new(workflow, version, definitions, [.. counting.Select(s =>
            new CountingSheet(s.From, s.At, s.Point.Year, definitions.FindIndex(d => ReferenceEquals(d, s.Definitions)), s.Cells))]);
    }

    /// <summary>Without what a region does not ask for: what was corrected, and why parts differ from their total.</summary>
    public IEnumerable<Sheet> Read() => Sheets.Select(s => new Sheet(s.From, s.At, new(s.Year), Definitions[s.Definitions], s.Cells, [], null));
}

/// <param name="Year">Null for the baseline.</param>
/// <param name="Definitions">Which of the workflow's.</param>
internal sealed record CountingSheet(Provenance From, DateTimeOffset At, int? Year, int Definitions, IReadOnlyList<IndicatorValue> Cells);

/// <summary>Writes and reads what is kept, as compressed JSON.</summary>
internal static class KeptForms
{
    public static byte[] Write(WorkedOutValues values) => Compress(JsonSerializer.SerializeToUtf8Bytes(values, KeptFormJson.Default.WorkedOutValues));

    public static byte[] Write(IReadOnlyList<WorkflowSheets> sheets) => Compress(JsonSerializer.SerializeToUtf8Bytes(sheets, KeptFormJson.Default.IReadOnlyListWorkflowSheets));

    /// <summary>Null for what another version of the program kept, or what is broken.</summary>
    public static WorkedOutValues? ReadValues(ReadOnlyMemory<byte> kept) =>
        Read(kept, KeptFormJson.Default.WorkedOutValues) is { Form: WorkedOutValues.PresentForm, Values: not null } values ? values : null;

    /// <inheritdoc cref="ReadValues"/>
    public static IReadOnlyList<WorkflowSheets>? ReadSheets(ReadOnlyMemory<byte> kept) => Read(kept, KeptFormJson.Default.IReadOnlyListWorkflowSheets);

    private static T? Read<T>(ReadOnlyMemory<byte> kept, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var plain = new BrotliStream(new MemoryStream(kept.ToArray()), CompressionMode.Decompress);
            return JsonSerializer.Deserialize(plain, type);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or InvalidDataException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Compress(byte[] plain)
    {
        var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
            brotli.Write(plain);
        return compressed.ToArray();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WorkedOutValues))]
[JsonSerializable(typeof(IReadOnlyList<WorkflowSheets>))]
internal sealed partial class KeptFormJson : JsonSerializerContext;
