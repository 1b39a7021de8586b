using Microsoft.Extensions.DependencyInjection;
using Workflows.Web.Transfer;

namespace Workflows.Functions.Hosting;

/// <summary>
/// <c>export FILE --municipality ID</c> and <c>import FILE</c> on the storage of the settings: for an operator with rights of their own, while the
/// app is stopped. The file is that of one machine, where <c>verify FILE</c> proves it; see docs/transfer.md.
/// </summary>
internal static class Transfer
{
    public static bool IsMeant(string[] args) => args is ["export" or "import", ..];

    /// <returns>0, or 2 when it was refused and nothing was written.</returns>
    public static async Task<int> Run(string[] args, AzureStorage storage, TextWriter output)
    {
        await storage.Create();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(storage).AddTables().BuildServiceProvider();
        var (done, refusal) = args switch
        {
            ["export", var file, "--municipality", var id] when Id.TryParse<MunicipalityId>(id, out var municipality) => await Export(services, file, municipality),
            ["import", var file] => await Import(services, file),
            _ => (null, new("command.unknown", "Use: export FILE --municipality ID, or: import FILE.")),
        };
        await output.WriteLineAsync(refusal?.Message ?? done);
        return refusal is null ? 0 : 2;
    }

    private static async Task<(string? Done, Rejection? Refusal)> Export(IServiceProvider services, string file, MunicipalityId municipality)
    {
        // It gets its name when it reads back as it should.
        var partial = file + ".partial";
        try
        {
            await using (var target = new FileStream(partial, FileMode.Create))
            {
                if (await ActivatorUtilities.CreateInstance<Export>(services).Write(municipality, target) is { } nothing)
                    return (null, nothing);
            }

            if (!ExportFile.TryOpen(File.OpenRead(partial), out var written, out var broken))
                return (null, broken);
            using (written)
            {
                if (await ExportProof.FirstFault(written) is { } fault)
                    return (null, fault);
                File.Move(partial, file, overwrite: false);
                return ($"{file}: {municipality}; seal {written.Seal}", null);
            }
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<(string? Done, Rejection? Refusal)> Import(IServiceProvider services, string file)
    {
        if (!ExportFile.TryOpen(File.OpenRead(file), out var opened, out var none))
            return (null, none);
        using (opened)
        {
            var (imported, refusal) = await ActivatorUtilities.CreateInstance<Import>(services).Run(opened);
            if (refusal is not null)
                return (null, refusal);
            // What an import that was stopped has left without a place in the index gets one.
            await services.GetRequiredService<Healing>().HealAll(CancellationToken.None);
            return ($"{file}: {opened.Manifest.Municipality}, {imported!.Events} events, {imported.Effects} effects and {imported.Documents} documents are new; seal {opened.Seal}", null);
        }
    }
}
