using System.CommandLine;
using Workflows.Core;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>backup</c> and <c>restore</c>: all of an installation in one file.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup()
    {
        var file = FileArgument("The file to write; a ZIP archive. It must not exist.");
        var command = new ExampledCommand(
            "backup", "Writes the database and all documents into one file, also while the server runs.", "backup /var/backups/workflows-2026-03-01.zip")
        {
            file, SharedOptions.Data,
        };
        command.SetAction(parsed =>
        {
            var directory = SharedOptions.DataOf(parsed);
            var path = parsed.GetRequiredValue(file).FullName;
            Refuse(Backup.Write(directory, path));
            parsed.InvocationConfiguration.Output.WriteLine($"{path} holds all of {directory.Root}.");
        });
        return command;
    }

    public static Command CreateRestore()
    {
        var file = FileArgument("The file that backup wrote.");
        var command = new ExampledCommand(
            "restore", "Unpacks a backup into an empty data directory, after checking all of it.", "restore /var/backups/workflows-2026-03-01.zip --data /var/lib/workflows")
        {
            file, SharedOptions.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var directory = SharedOptions.DataOf(parsed);
            Refuse(await Backup.Restore(parsed.GetRequiredValue(file).FullName, directory, cancellation));
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{directory.Root} holds all of {parsed.GetRequiredValue(file)} and is sound.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<FileInfo> FileArgument(string description) => new("file") { Description = description };

    private static void Refuse(Rejection? rejection)
    {
        if (rejection is not null)
            throw new BadInputException(rejection.Message);
    }
}
