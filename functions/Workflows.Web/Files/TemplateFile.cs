using Workflows.Core;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Reads a template as <c>docs/templates.md</c> describes it, from YAML or JSON.</summary>
public static class TemplateFile
{
    /// <param name="fileName">Named in the faults.</param>
    public static FileResult<Template> Read(string fileName, Stream stream)
    {
        var faults = new FileFaults(fileName);
        return Read(YamlText.Read(stream, faults), faults);
    }

    /// <param name="fileName">Named in the faults.</param>
    public static FileResult<Template> Read(string fileName, string text)
    {
        var faults = new FileFaults(fileName);
        return Read(YamlText.Accept(text, faults), faults);
    }

    internal static FileResult<Template> Read(YamlNode root, FileFaults faults)
    {
        var template = new YamlItem(root, "", faults).Map("template: an-id", ReadTemplate);
        if (!faults.Any)
        {
            faults.Add(root, TemplateCheck.Faults(template));
        }

        return faults.Result(template);
    }

    private static FileResult<Template> Read(string? text, FileFaults faults) =>
        text is not null && YamlLoader.Load(text, faults) is { } root ? Read(root, faults) : faults.Result<Template>(null);

    private static Template ReadTemplate(YamlMap map)
    {
        var id = map.Required("template").Id<TemplateId>("yearly-cycle");
        var version = map.Required("version").Whole(1, 1_000_000, example: 1);
        var title = map.Required("title").LocalLine();
        var legalBasis = map.Optional("legalBasis")?.Local();
        var roles = map.Required("roles").Table("{mayor: {bg: Кмет, en: Mayor}}", key => key.Id<RoleId>("mayor"), name => name.LocalLine());
        var meetings = map.Optional("meetings")?.Map(ReadMeetings);
        var steps = map.Required("steps").Maps("{id: report, kind: report, …}", step => StepFile.Read(step, roles));
        return new Template(id, version, title, legalBasis, roles, meetings, steps);
    }

    private static MeetingDemand ReadMeetings(YamlMap map) => new(
        map.Required("minimum").Whole(0, 100, example: 2),
        map.Required("occasions").Labels(),
        map.Optional("groups")?.Labels() ?? []);
}
