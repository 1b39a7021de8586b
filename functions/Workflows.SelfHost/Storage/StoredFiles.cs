using System.Text.RegularExpressions;
using Workflows.Core;

namespace Workflows.SelfHost.Storage;

/// <summary>A document's file, or its description.</summary>
/// <param name="Name">Below the data directory, with <c>/</c> on every system.</param>
internal sealed record StoredFile(string Path, string Name, string Hash, bool IsDescription);

/// <summary>The one pattern of names below a data directory: what does not fit it is neither listed, nor backed up, nor restored.</summary>
internal static partial class StoredFiles
{
    public static IEnumerable<StoredFile> Of(DataDirectory directory) =>
        Directory.Exists(directory.Documents)
            ? Directory.EnumerateFiles(directory.Documents, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => Parse(directory, System.IO.Path.GetRelativePath(directory.Root, path).Replace('\\', '/')))
                .OfType<StoredFile>()
            : [];

    /// <summary>Null when no document has such a name, so that a name from outside cannot lead anywhere else.</summary>
    public static StoredFile? Parse(DataDirectory directory, string name) =>
        Document().Match(name) is { Success: true } match && Id.IsValid(match.Groups["municipality"].Value)
            ? new StoredFile(
                System.IO.Path.Combine(directory.Root, name), name, match.Groups["hash"].Value, match.Groups["description"].Success)
            : null;

    [GeneratedRegex(@"\Adocuments/(?<municipality>[^/]+)/(?<start>[0-9a-f]{2})/(?<hash>\k<start>[0-9a-f]{62})(?<description>\.json)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Document();
}
