using System.CommandLine;
using Workflows.Web.Files;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>templates check</c>: what is wrong with template and strategy files.</summary>
internal static class TemplatesCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Templates or strategies, YAML or JSON.", Arity = ArgumentArity.OneOrMore };
        var check = new ExampledCommand(
            "check",
            "Says everything that is wrong with the files: file, line, column, key, and what to write instead.",
            "templates check functions/templates/yearly-cycle-sevlievo.yaml",
            "templates check functions/templates/strategies/sevlievo-2016-2020.yaml")
        {
            files,
        };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(files), parsed.InvocationConfiguration.Output));
        return new Command("templates", "Works with template and strategy files.") { check };
    }

    private static int Check(FileInfo[] files, TextWriter output)
    {
        if (files.FirstOrDefault(f => !f.Exists) is { } missing)
            throw new BadInputException($"There is no file {missing}.");
        var wrong = 0;
        foreach (var file in files)
        {
            var faults = TemplateLibrary.Check(file.ToString());
            wrong += faults.Count;
            output.WriteLine(faults.Count == 0 ? $"{file}: all right" : string.Join(Environment.NewLine, faults));
        }

        return wrong == 0 ? ExitCodes.Done : ExitCodes.FaultFound;
    }
}
