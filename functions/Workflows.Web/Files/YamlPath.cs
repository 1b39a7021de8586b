using System.Globalization;

namespace Workflows.Web.Files;

/// <summary>
/// Names places in a file by their keys: <c>steps/monitoring-report/after</c>, or <c>steps/#4</c> for a fourth element without a name.
/// </summary>
internal static class YamlPath
{
    /// <summary>Keys by which an element of a list is known.</summary>
    private static readonly string[] Names = ["id", "name", "code", "date"];

    public static string Join(string path, string segment) => path.Length == 0 ? segment : $"{path}/{segment}";

    /// <summary>The name of a list's element: its id, name, code or date, its own text, or its place.</summary>
    /// <param name="index">Counted from 0.</param>
    public static string Segment(YamlNode element, int index) =>
        NameOf(element) ?? string.Create(CultureInfo.InvariantCulture, $"#{index + 1}");

    /// <summary>The key or element at the path, or the nearest one above it that the file has.</summary>
    public static YamlNode Find(YamlNode root, string path)
    {
        var (at, node) = (root, root);
        foreach (var segment in path.Split('/'))
        {
            switch (node)
            {
                case YamlNode.Mapping mapping when mapping.Entries.FirstOrDefault(e => e.Key.Text == segment) is { } entry:
                    (at, node) = (entry.Key, entry.Value);
                    break;
                case YamlNode.Sequence sequence when Element(sequence, segment) is { } element:
                    (at, node) = (element, element);
                    break;
                default:
                    return at;
            }
        }

        return at;
    }

    private static YamlNode? Element(YamlNode.Sequence sequence, string segment) =>
        sequence.Items.FirstOrDefault(item => NameOf(item) == segment)
        ?? (segment.StartsWith('#') && int.TryParse(segment.AsSpan(1), out var place)
            ? sequence.Items.ElementAtOrDefault(place - 1)
            : null);

    private static string? NameOf(YamlNode element) => element switch
    {
        YamlNode.Scalar scalar => Usable(scalar),
        YamlNode.Mapping mapping => Names
            .Select(name => mapping.Entries.FirstOrDefault(e => e.Key.Text == name)?.Value as YamlNode.Scalar)
            .Select(Usable)
            .FirstOrDefault(name => name is not null),
        _ => null,
    };

    /// <summary>A text that would make a path unreadable is no name.</summary>
    private static string? Usable(YamlNode.Scalar? scalar) =>
        scalar is { Text: { Length: > 0 and <= 120 } text }
            && !text.Contains('/') && !text.StartsWith('#') && !text.Any(char.IsControl)
                ? text
                : null;
}
