using System.CommandLine;
using System.CommandLine.Help;

namespace Workflows.SelfHost.CommandLine;

/// <summary>The program's command line.</summary>
internal static class WorkflowsCommand
{
    public static async Task<int> Run(string[] args)
    {
        var root = Create();
        // Without a command it serves; options alone belong to serving.
        var served = args is [] || (args[0].StartsWith('-') && args[0] is not ("-h" or "-?" or "--help" or "--version"));
        var parsed = root.Parse(served ? [ServeCommand.Name, .. args] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
            return Refuse([.. parsed.Errors.Select(e => e.Message).Distinct()], $"Help: {RootCommand.ExecutableName} {parsed.CommandResult.Command.Name} --help");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (BadInputException wrong)
        {
            return Refuse([wrong.Message]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refuse([failure.Message]);
        }
        catch (OperationCanceledException)
        {
            return Refuse(["Stopped."]);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("Runs the monitoring of municipal social-services strategies: who owes what by when, and what came of it.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            SimulateCommand.Create(),
            TemplatesCommand.Create(),
            CalendarCommand.Create(),
            DeadlineCommand.Create(),
            VerifyCommand.Create(),
            BackupCommands.CreateBackup(),
            BackupCommands.CreateRestore(),
            TransferCommands.CreateExport(),
            TransferCommands.CreateImport(),
            KeysCommand.Create(),
            PeopleCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampledHelp((HelpAction)help.Action!);
        return root;
    }

    private static int Refuse(params IEnumerable<string> messages)
    {
        foreach (var message in messages)
            Console.Error.WriteLine(message);
        return ExitCodes.BadInput;
    }

    private static int Refuse(IReadOnlyList<string> messages, string help) => Refuse([.. messages, help]);
}
