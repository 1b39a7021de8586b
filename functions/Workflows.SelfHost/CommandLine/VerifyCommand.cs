using System.CommandLine;
using Workflows.SelfHost.CommandLine.Verify;
using Workflows.SelfHost.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>verify</c>: proves all that is stored, by reading it.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "A file that export wrote, proved by itself alone; without it, what is stored in --data.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new ExampledCommand(
            "verify",
            "Proves what is stored, or an exported file: chains of hashes without gaps, states that fold, what the events owe against the ledger, the index of due times, the documents. Changes nothing; also beside a running server.",
            "verify --data /var/lib/workflows",
            "verify sevlievo.zip")
        {
            file, SharedOptions.Data,
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(file) is { } export
            ? Run(export, parsed.InvocationConfiguration.Output, cancellation)
            : Run(SharedOptions.DataOf(parsed), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> Run(FileInfo export, TextWriter output, CancellationToken cancellation)
    {
        using var file = TransferCommands.Open(export);
        var fault = await ExportProof.FirstFault(file, cancellation);
        await output.WriteLineAsync(fault is null ? $"{export}: {TransferCommands.Content(file)}; all of it is sound." : $"{export}: {fault.Message}");
        return fault is null ? ExitCodes.Done : ExitCodes.FaultFound;
    }

    private static async Task<int> Run(DataDirectory directory, TextWriter output, CancellationToken cancellation)
    {
        if (!File.Exists(directory.Database))
            throw new BadInputException($"There is no database in {directory.Root}. Name another directory with --data.");
        // The engine can only be asked about a store that is whole.
        var check = new EngineCheck(directory);
        var fault = await StorageCheck.FirstFault(directory, cancellation) ?? check.FirstFault(cancellation);
        if (fault is not null)
        {
            await output.WriteLineAsync($"{fault.Place}: {fault.Message}");
            return ExitCodes.FaultFound;
        }

        await output.WriteLineAsync($"{directory.Root}: {check.Streams} streams, {check.Events} events, {check.Effects} effects and {check.Documents} documents are sound.");
        return ExitCodes.Done;
    }
}
