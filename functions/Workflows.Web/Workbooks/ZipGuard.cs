using System.IO.Compression;
using Workflows.Web.Sheets;

namespace Workflows.Web.Workbooks;

/// <summary>
/// Looks at a workbook before anything understands it: that it is one, has no macros, and unpacks to no more than a limit. What an entry
/// says of its own size is not believed: everything is unpacked once, into nothing.
/// </summary>
internal static class ZipGuard
{
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>What is wrong with it, or null.</summary>
    public static SheetFault? Check(ReadOnlyMemory<byte> file)
    {
        if (file.Length > SheetLimits.File)
            return SheetFault.OfFile("File_TooLarge", SheetLimits.FileMegabytes);
        if (file.Span.StartsWith(OldOffice))
            return SheetFault.OfFile("File_OldOrLocked");
        if (!file.Span.StartsWith("PK\u0003\u0004"u8))
            return SheetFault.OfFile("File_NotXlsx");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            return OfEntries(zip);
        }
        catch (InvalidDataException)
        {
            return SheetFault.OfFile("File_Damaged");
        }
    }

    private static SheetFault? OfEntries(ZipArchive zip)
    {
        if (zip.Entries.Count > SheetLimits.Parts)
            return SheetFault.OfFile("File_TooManyParts", SheetLimits.Parts);
        if (zip.Entries.DistinctBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).Count() < zip.Entries.Count)
            return SheetFault.OfFile("File_Damaged");
        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || e.FullName.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)))
            return SheetFault.OfFile("File_Macros");
        if (ContentTypes(zip).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            return SheetFault.OfFile("File_Macros");
        if (zip.GetEntry("xl/workbook.xml") is null)
            return SheetFault.OfFile("File_NotXlsx");
        var buffer = new byte[64 * 1024];
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                unpacked += read;
                if (unpacked > SheetLimits.Unpacked)
                    return SheetFault.OfFile("File_Bomb", SheetLimits.Unpacked >> 20);
            }
        }

        return null;
    }

    /// <summary>Where a workbook says what kind it is, as far as anybody needs to read.</summary>
    private static string ContentTypes(ZipArchive zip)
    {
        if (zip.GetEntry("[Content_Types].xml") is not { } entry)
            return "";
        using var reader = new StreamReader(entry.Open());
        var text = new char[64 * 1024];
        return new(text, 0, reader.ReadBlock(text));
    }
}
