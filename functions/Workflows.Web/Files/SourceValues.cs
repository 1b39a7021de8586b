using System.Text.RegularExpressions;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Values that templates and strategies write alike.</summary>
internal static partial class SourceValues
{
    private const string YearsExample = "every, first, last, not-first, not-last or ordinals such as [1, 3]";

    /// <summary>Ids of duties in the source documents; none when left out.</summary>
    public static IReadOnlyList<string> Duties(this YamlItem? item) => item?.List("[S-014]", Duty) ?? [];

    /// <summary>In which years something applies; every year when left out.</summary>
    public static StepYears Years(this YamlItem? item)
    {
        if (item is null)
        {
            return StepYears.Always;
        }

        if (item.IsList)
        {
            return new StepYears.Only(item.List("[1, 3]", ordinal => ordinal.Whole(1, 99, example: 1)));
        }

        var word = item.Line(YearsExample);
        if (word.Length > 0 && (!StepYears.TryParse(word, out var years) || years is StepYears.Only))
        {
            item.Fault($"'{YamlMap.Quote(word)}' does not name years: write {YearsExample}");
        }

        return word.Length > 0 && StepYears.TryParse(word, out var known) ? known : StepYears.Always;
    }

    /// <summary>Lines of a source document that are held as data.</summary>
    public static IReadOnlyList<SourceRecord> Records(this YamlItem item) => item.Maps(
        "{id: an-id, text: {bg: …, en: …}, duties: [S-001]}",
        map => new SourceRecord(map.Required("id").Name(), map.Required("text").Local(), map.Optional("duties").Duties()));

    private static string Duty(YamlItem item)
    {
        var id = item.Line("S-014");
        if (id.Length > 0 && !DutyId().IsMatch(id))
        {
            item.Fault($"'{YamlMap.Quote(id)}' is not the id of a duty: write a letter, a hyphen and three digits, such as S-014");
        }

        return id;
    }

    [GeneratedRegex(@"\A[A-Z]-[0-9]{3}\z")]
    private static partial Regex DutyId();
}
