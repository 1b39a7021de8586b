using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Reads a strategy as <c>docs/templates.md</c> describes it, from YAML or JSON.</summary>
public static class StrategyFile
{
    /// <param name="fileName">Named in the faults.</param>
    /// <param name="library">The templates that the strategy may use.</param>
    public static FileResult<Strategy> Read(string fileName, Stream stream, IReadOnlyDictionary<TemplateId, Template> library)
    {
        var faults = new FileFaults(fileName);
        return Read(YamlText.Read(stream, faults), library, faults);
    }

    /// <param name="fileName">Named in the faults.</param>
    /// <param name="library">The templates that the strategy may use.</param>
    public static FileResult<Strategy> Read(string fileName, string text, IReadOnlyDictionary<TemplateId, Template> library)
    {
        var faults = new FileFaults(fileName);
        return Read(YamlText.Accept(text, faults), library, faults);
    }

    internal static FileResult<Strategy> Read(YamlNode root, IReadOnlyDictionary<TemplateId, Template> library, FileFaults faults)
    {
        var strategy = new YamlItem(root, "", faults).Map("municipality: {…}", ReadStrategy);
        if (!faults.Any)
        {
            faults.Add(root, StrategyCheck.Faults(strategy, library));
        }

        return faults.Result(strategy);
    }

    private static FileResult<Strategy> Read(string? text, IReadOnlyDictionary<TemplateId, Template> library, FileFaults faults) =>
        text is not null && YamlLoader.Load(text, faults) is { } root ? Read(root, library, faults) : faults.Result<Strategy>(null);

    private static Strategy ReadStrategy(YamlMap map) => new(
        map.Required("municipality").Map("{id: sevlievo, name: {bg: …, en: …}, region: {bg: …, en: …}}", ReadMunicipality),
        map.Required("title").LocalLine(),
        map.Required("period").Map("{firstYear: 2016, years: 5}", ReadPeriod),
        map.Required("legalBasis").Local(),
        map.Optional("parent")?.Local(),
        map.Required("coordinator").Id<InstitutionId>("me-team"),
        map.Required("institutions").Maps(InstitutionFile.Read),
        map.Optional("services")?.Maps(InstitutionFile.ReadService) ?? [],
        map.Optional("dimensions")?.Maps(IndicatorFile.ReadDimension) ?? [],
        map.Optional("indicators")?.Maps(IndicatorFile.Read) ?? [],
        map.Optional("priorities")?.Maps(PriorityFile.Read) ?? [],
        map.Optional("workflows")?.Maps("{name: cycle, template: yearly-cycle, years: every, opens: 01-04}", ReadWorkflow) ?? [],
        map.Optional("cases")?.List("[service-decision]", template => template.Id<TemplateId>("service-decision")) ?? [],
        map.Optional("oneOffDays")?.Maps("{date: 2018-03-02, working: false, reason: {bg: …, en: …}}", ReadDay) ?? [],
        map.Optional("records")?.Records() ?? []);

    private static Municipality ReadMunicipality(YamlMap map) =>
        new(map.Required("id").Id<MunicipalityId>("sevlievo"), map.Required("name").LocalLine(), map.Required("region").LocalLine());

    private static StrategyPeriod ReadPeriod(YamlMap map) => new(
        map.Required("firstYear").Whole(StrategyCheck.FirstYears.Least, StrategyCheck.FirstYears.Most, example: 2016),
        map.Required("years").Whole(1, StrategyCheck.MostYears, example: 5));

    private static ScheduledWorkflow ReadWorkflow(YamlMap map) => new(
        map.Required("name").Name("cycle"),
        map.Required("template").Id<TemplateId>("yearly-cycle"),
        map.Optional("years").Years(),
        map.Required("opens").Rule("01-04"));

    private static OneOffDay ReadDay(YamlMap map) =>
        new(map.Required("date").Date(), map.Required("working").YesOrNo(), map.Required("reason").Local());
}
