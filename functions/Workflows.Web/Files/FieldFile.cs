using Workflows.Core.Reports;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Reads a further thing that an answer must say.</summary>
internal static class FieldFile
{
    public static Field Read(YamlMap map) => new(
        map.Required("id").Name(),
        map.Required("title").LocalLine(),
        map.Required("type").OneOf<FieldType>(),
        map.Optional("required")?.YesOrNo() ?? true,
        map.Optional("minimum")?.Number(),
        map.Optional("options")?.Labels() ?? [],
        map.Optional("openList")?.YesOrNo() ?? false,
        map.Optional("mustBeYes")?.YesOrNo() ?? false,
        map.Optional("tells")?.OneOf<Telling>());
}
