using System.CommandLine;
using System.Globalization;
using Workflows.Core;
using Workflows.SelfHost.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>export</c> and <c>import</c>: a municipality in one file, from one installation into another, on one machine or on Azure.</summary>
internal static class TransferCommands
{
    public static Command CreateExport()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write; a ZIP archive. It must not exist." };
        var municipality = new Option<string>("--municipality") { Description = "Whose data.", Required = true };
        var workflow = new Option<string?>("--workflow") { Description = "Only this workflow, as evidence; such a file can be verified, not imported." };
        var command = new ExampledCommand(
            "export",
            "Writes a municipality into one file that verify proves and import takes, while the server is stopped.",
            "export sevlievo.zip --municipality sevlievo --data /var/lib/workflows",
            "export cycle-2018.zip --municipality sevlievo --workflow sevlievo-2016-2020.cycle.2018")
        {
            file, municipality, workflow, SharedOptions.Data,
        };
        command.SetAction((parsed, cancellation) => Export(
            parsed.GetRequiredValue(file).FullName,
            Parse<MunicipalityId>(parsed.GetRequiredValue(municipality)),
            parsed.GetValue(workflow) is { } id ? Parse<WorkflowId>(id) : null,
            SharedOptions.DataOf(parsed),
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    public static Command CreateImport()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file that export wrote." };
        var command = new ExampledCommand(
            "import",
            "Brings an exported municipality into this installation, after proving all of the file, while the server is stopped. Stopped halfway, run it again; done twice it changes nothing.",
            "import sevlievo.zip --data /var/lib/workflows")
        {
            file, SharedOptions.Data,
        };
        command.SetAction((parsed, cancellation) =>
            Import(parsed.GetRequiredValue(file), SharedOptions.DataOf(parsed), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    /// <summary>Opens an export; whoever typed the name hears why it is none.</summary>
    public static ExportFile Open(FileInfo file)
    {
        if (!file.Exists)
            throw new BadInputException($"There is no file {file}.");
        return ExportFile.TryOpen(file.OpenRead(), out var opened, out var refusal) ? opened : throw new BadInputException($"{file}: {refusal.Message}");
    }

    private static async Task<int> Export(
        string file, MunicipalityId municipality, WorkflowId? workflow, DataDirectory directory, TextWriter output, CancellationToken cancellation)
    {
        if (File.Exists(file))
            throw new BadInputException($"{file} exists already; an export never replaces another.");
        if (!File.Exists(directory.Database))
            throw new BadInputException($"There is no database in {directory.Root}. Name another directory with --data.");
        using var database = OpenDatabase(directory);
        var export = new Export(new SqliteEventStore(database), new SqliteEffectLedger(database), new FileDocuments(directory));
        var partial = file + ".partial";
        try
        {
            Rejection? refusal;
            using (var target = new FileStream(partial, FileMode.Create))
            {
                refusal = workflow is { } one
                    ? await export.Write(municipality, one, target, cancellation)
                    : await export.Write(municipality, target, cancellation);
                target.Flush(flushToDisk: true);
            }

            if (refusal is { Code: "export.nothing" })
                throw new BadInputException(refusal.Message);
            if (refusal is not null)
            {
                await output.WriteLineAsync(refusal.Message);
                return ExitCodes.FaultFound;
            }

            // It gets its name when it reads back as it should.
            using (var written = Open(new FileInfo(partial)))
            {
                if (await ExportProof.FirstFault(written, cancellation) is { } fault)
                    throw new IOException(fault.Message);
                await output.WriteLineAsync($"{file}: {Content(written)}");
            }

            DurableFile.Move(partial, file);
            return ExitCodes.Done;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<int> Import(FileInfo file, DataDirectory directory, TextWriter output, CancellationToken cancellation)
    {
        using var opened = Open(file);
        // Before a new directory gets its database.
        if (await Workflows.Web.Transfer.Import.Unfit(opened, cancellation) is { } unfit)
            throw new BadInputException($"{file}: {unfit.Message}");
        using var database = OpenDatabase(directory);
        var ledger = new SqliteEffectLedger(database);
        var (imported, refusal) = await new Import(new SqliteEventStore(database), ledger, ledger, new FileDocuments(directory)).Run(opened, cancellation);
        if (refusal is not null)
            throw new BadInputException($"{file}: {refusal.Message}");
        await output.WriteLineAsync($"{file}: {Content(opened)}");
        await output.WriteLineAsync(imported is { Events: 0, Effects: 0, Documents: 0 }
            ? $"All of it was in {directory.Root} already."
            : string.Create(CultureInfo.InvariantCulture, $"{directory.Root}: {imported!.Events} events, {imported.Effects} effects and {imported.Documents} documents are new."));
        return ExitCodes.Done;
    }

    /// <summary>What a file holds, in one line.</summary>
    public static string Content(ExportFile file)
    {
        var (manifest, streams) = (file.Manifest, file.Manifest.Streams);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Workflow?.Value ?? manifest.Municipality.Value}, {streams.Count} streams, {streams.Sum(s => s.Events)} events, {streams.Sum(s => (long)s.Effects)} effects, {manifest.Documents.Count} documents; seal {file.Seal}");
    }

    private static SqliteDatabase OpenDatabase(DataDirectory directory) =>
        SqliteDatabase.TryOpen(directory, out var database, out var refusal) ? database : throw new BadInputException(refusal.Message);

    private static TId Parse<TId>(string text)
        where TId : struct, IId<TId> =>
        Id.TryParse<TId>(text, out var id) ? id : throw new BadInputException($"'{text}' is not an identifier: use 1 to {Id.MaxLength} of a-z, 0-9, '-', '.', '~'.");
}
