using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Core.Templates;

/// <summary>
/// In which years of a strategy something applies. Written as <c>every</c>, <c>first</c>, <c>last</c>, <c>not-first</c>,
/// <c>not-last</c>, or ordinals such as <c>1,3</c> (the first year is 1).
/// </summary>
[JsonConverter(typeof(StepYearsJsonConverter))]
public abstract record StepYears
{
    private StepYears()
    {
    }

    public static StepYears Always { get; } = new Every();

    /// <param name="ordinal">1 for the strategy's first year.</param>
    /// <param name="years">How many years the strategy has.</param>
    public bool Applies(int ordinal, int years) => this switch
    {
        Every => true,
        First => ordinal == 1,
        Last => ordinal == years,
        NotFirst => ordinal != 1,
        NotLast => ordinal != years,
        Only only => only.Ordinals.Contains(ordinal),
        _ => throw new InvalidOperationException($"Unknown years {this}."),
    };

    public static bool TryParse(string text, out StepYears years)
    {
        years = text switch
        {
            "every" => Always,
            "first" => new First(),
            "last" => new Last(),
            "not-first" => new NotFirst(),
            "not-last" => new NotLast(),
            _ => ParseOrdinals(text) ?? Always,
        };
        return years is not Every || text == "every";
    }

    public sealed override string ToString() => this switch
    {
        Every => "every",
        First => "first",
        Last => "last",
        NotFirst => "not-first",
        NotLast => "not-last",
        Only only => string.Join(',', only.Ordinals),
        _ => throw new InvalidOperationException("Unknown years."),
    };

    private static Only? ParseOrdinals(string text)
    {
        var ordinals = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, out var ordinal) || ordinal is < 1 or > 99)
            {
                return null;
            }

            ordinals.Add(ordinal);
        }

        return new Only(ordinals);
    }

    public sealed record Every : StepYears;

    public sealed record First : StepYears;

    public sealed record Last : StepYears;

    public sealed record NotFirst : StepYears;

    public sealed record NotLast : StepYears;

    public sealed record Only(IReadOnlyList<int> Ordinals) : StepYears;
}

internal sealed class StepYearsJsonConverter : JsonConverter<StepYears>
{
    public override StepYears Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StepYears.TryParse(reader.GetString() ?? "", out var years) ? years : throw new JsonException("Not a set of years.");

    public override void Write(Utf8JsonWriter writer, StepYears value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
