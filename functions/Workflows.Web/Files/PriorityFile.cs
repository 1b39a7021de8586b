using Workflows.Core;
using Workflows.Core.Strategies;

namespace Workflows.Web.Files;

/// <summary>Reads a priority direction with its goals, measures, activities and their points.</summary>
internal static class PriorityFile
{
    public static Priority Read(YamlMap map) => new(
        Code(map), Title(map), map.Optional("goals")?.Maps(ReadGoal) ?? [], map.Optional("duties").Duties());

    private static Goal ReadGoal(YamlMap map) => new(
        Code(map),
        Title(map),
        map.Optional("general")?.YesOrNo() ?? false,
        map.Optional("measures")?.Maps(ReadMeasure) ?? [],
        map.Optional("participants")?.List("[dsp]", institution => institution.Id<InstitutionId>("dsp")) ?? [],
        map.Optional("duties").Duties());

    private static PlannedMeasure ReadMeasure(YamlMap map) => new(
        Code(map), Title(map), map.Optional("activities")?.Maps(ReadActivity) ?? [], map.Optional("duties").Duties());

    private static PlannedActivity ReadActivity(YamlMap map) => new(
        Code(map),
        Title(map),
        map.Optional("owner")?.Id<InstitutionId>("dsp"),
        map.Optional("funding")?.Line(),
        map.Optional("points")?.Maps("{text: {bg: …, en: …}}", ReadPoint) ?? [],
        map.Optional("duties").Duties());

    private static PlannedPoint ReadPoint(YamlMap map) => new(map.Required("text").Local(), map.Optional("duties").Duties());

    private static string Code(YamlMap map) => map.Required("code").Line("\"5.1\"");

    // Titles of a plan are sentences and may run over several lines.
    private static LocalText Title(YamlMap map) => map.Required("title").Local();
}
