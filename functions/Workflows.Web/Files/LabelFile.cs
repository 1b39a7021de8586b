using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Lists of things with an id and a name.</summary>
internal static class LabelFile
{
    public static IReadOnlyList<LabelledText> Labels(this YamlItem item) =>
        item.Maps(
            "{id: an-id, name: {bg: …, en: …}}",
            map => new LabelledText(map.Required("id").Name(), map.Required("name").LocalLine()));
}
