using Workflows.Core;
using Workflows.Core.Indicators;

namespace Workflows.Web.Files;

/// <summary>Reads indicators and the dimensions they are broken down by.</summary>
internal static class IndicatorFile
{
    public static Indicator Read(YamlMap map) => new(
        map.Required("id").Id<IndicatorId>("children-in-institutions"),
        map.Required("code").Line("\"1.1\""),
        map.Required("name").LocalLine(),
        map.Required("unit").LocalLine(),
        map.Required("kind").OneOf<IndicatorKind>(),
        map.Required("measure").OneOf<Measure>(),
        map.Required("wanted").OneOf<Direction>(),
        map.Optional("breakdowns")?.List("[sex]", dimension => dimension.Name("sex")) ?? [],
        map.Required("source").Id<InstitutionId>("dsp"),
        map.Optional("baseline")?.Number(),
        map.Optional("targets")?.Table("{1: 40}", ordinal => ordinal.Whole(1, 99, example: 1), target => target.Number())
            ?? new Dictionary<int, decimal>(),
        map.Optional("goal")?.Line("\"1.1\""),
        map.Optional("method")?.Local(),
        map.Optional("additive")?.YesOrNo(),
        map.Optional("ratio")?.Map("{numerator: children-covered, denominator: children-of-age, per: 100}", ReadRatio),
        map.Optional("frequency")?.OneOf<Frequency>(),
        map.Optional("revision")?.Map("{version: 2, change: {bg: …, en: …}, comparable: false}", ReadRevision));

    public static Dimension ReadDimension(YamlMap map) => new(
        map.Required("id").Name("sex"),
        map.Required("name").LocalLine(),
        map.Required("parts").Maps(
            "{id: women, name: {bg: Жени, en: Women}}",
            part => new DimensionPart(part.Required("id").Name("women"), part.Required("name").LocalLine())));

    private static Ratio ReadRatio(YamlMap map) => new(
        map.Required("numerator").Id<IndicatorId>("children-covered"),
        map.Required("denominator").Id<IndicatorId>("children-of-age"),
        map.Optional("per")?.Number() ?? 100,
        map.Optional("decimals")?.Whole(0, 6, example: 1) ?? 1);

    private static Revision ReadRevision(YamlMap map) => new(
        map.Required("version").Whole(1, 99, example: 2),
        map.Required("change").Local(),
        map.Optional("comparable")?.YesOrNo() ?? false);
}
