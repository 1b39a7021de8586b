using Workflows.Core;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>The templates of a directory, <c>*.yaml</c>, and the strategies of its subdirectory <c>strategies</c>.</summary>
/// <param name="Strategies">By file name without extension.</param>
public sealed record TemplateLibrary(
    IReadOnlyDictionary<TemplateId, Template> Templates, IReadOnlyDictionary<string, Strategy> Strategies)
{
    private const string Pattern = "*.yaml";

    /// <summary>The directory <c>templates</c> beside the program.</summary>
    public static string DefaultDirectory => Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>Loads everything, or says all that is wrong in any of the files.</summary>
    /// <exception cref="IOException">The directory or a file cannot be read.</exception>
    public static FileResult<TemplateLibrary> Load(string? directory = null)
    {
        directory ??= DefaultDirectory;
        var (templates, faults) = LoadTemplates(directory);
        var strategies = new Dictionary<string, Strategy>(StringComparer.Ordinal);
        var files = new Dictionary<StrategyId, string>();
        var ofStrategies = Path.Combine(directory, "strategies");
        foreach (var file in Directory.Exists(ofStrategies) ? Files(ofStrategies) : [])
        {
            using var stream = File.OpenRead(file);
            var result = StrategyFile.Read(file, stream, templates);
            faults.AddRange(result.Faults);
            if (result.Value is { } strategy)
            {
                strategies.Add(Path.GetFileNameWithoutExtension(file), strategy);
                if (!files.TryAdd(strategy.Id, file))
                {
                    faults.Add(Twice(file, "municipality", strategy.Id.Value, files[strategy.Id]));
                }
            }
        }

        return faults.Count > 0
            ? new FileResult<TemplateLibrary>(null, faults)
            : new FileResult<TemplateLibrary>(new TemplateLibrary(templates, strategies), []);
    }

    /// <summary>Checks one file, a template or a strategy.</summary>
    /// <param name="templates">The directory of the templates that a strategy may use; null for the one above the strategy's own.</param>
    /// <returns>All that is wrong with it; nothing when it is right.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<FileFault> Check(string path, string? templates = null)
    {
        var faults = new FileFaults(path);
        using var stream = File.OpenRead(path);
        if (YamlText.Read(stream, faults) is not { } text || YamlLoader.Load(text, faults) is not { } root)
        {
            return faults.Result<Template>(null).Faults;
        }

        var keys = root is YamlNode.Mapping mapping ? mapping.Entries.Select(e => e.Key.Text).ToHashSet() : [];
        if (keys.Contains("template"))
        {
            return TemplateFile.Read(root, faults).Faults;
        }

        if (keys.Contains("municipality"))
        {
            var directory = templates ?? Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? ".";
            var library = LoadTemplates(directory);
            return [.. StrategyFile.Read(root, library.Templates, faults).Faults, .. library.Faults];
        }

        faults.Add(root, "", "neither a template nor a strategy: begin a template with template: an-id, a strategy with municipality: "
            + "{id: an-id, …}");
        return faults.Result<Template>(null).Faults;
    }

    private static (IReadOnlyDictionary<TemplateId, Template> Templates, List<FileFault> Faults) LoadTemplates(string directory)
    {
        var templates = new Dictionary<TemplateId, Template>();
        var files = new Dictionary<TemplateId, string>();
        var faults = new List<FileFault>();
        foreach (var file in Files(directory))
        {
            using var stream = File.OpenRead(file);
            var result = TemplateFile.Read(file, stream);
            faults.AddRange(result.Faults);
            if (result.Value is not { } template)
            {
                continue;
            }

            if (templates.TryAdd(template.Id, template))
            {
                files.Add(template.Id, file);
            }
            else
            {
                faults.Add(Twice(file, "template", template.Id.Value, files[template.Id]));
            }
        }

        return (templates, faults);
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.EnumerateFiles(directory, Pattern).Order(StringComparer.Ordinal);

    private static FileFault Twice(string file, string key, string id, string other) =>
        new(file, 1, 1, key, $"'{id}' is the id of {other} too: give one of them another");
}
