using Workflows.Core;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.SelfHost.CommandLine;

/// <summary>Reads a strategy file named on the command line.</summary>
internal static class StrategyInput
{
    /// <summary>The strategy, with the templates that lie in the directory above its own or, where there are none, beside the program.</summary>
    /// <exception cref="BadInputException">There is no such file, or something in it is wrong.</exception>
    public static (Strategy Strategy, IReadOnlyDictionary<TemplateId, Template> Templates) Read(FileInfo file)
    {
        if (!file.Exists)
            throw new BadInputException($"There is no file {file}.");
        var library = Library(file.Directory?.Parent?.FullName);
        return (Read(file, library), library.Templates);
    }

    /// <summary>The strategy, with the templates of a library.</summary>
    /// <exception cref="BadInputException">There is no such file, or something in it is wrong.</exception>
    public static Strategy Read(FileInfo file, TemplateLibrary library)
    {
        if (!file.Exists)
            throw new BadInputException($"There is no file {file}.");
        using var stream = file.OpenRead();
        var result = StrategyFile.Read(file.ToString(), stream, library.Templates);
        return result.Value ?? throw Wrong(result.Faults);
    }

    private static TemplateLibrary Library(string? directory)
    {
        var beside = directory is not null && Directory.EnumerateFiles(directory, "*.yaml").Any() ? directory : null;
        var result = TemplateLibrary.Load(beside);
        return result.Value ?? throw Wrong(result.Faults);
    }

    private static BadInputException Wrong(IReadOnlyList<FileFault> faults) => new(string.Join(Environment.NewLine, faults));
}
