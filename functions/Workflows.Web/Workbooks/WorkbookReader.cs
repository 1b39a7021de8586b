using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Web.Sheets;

namespace Workflows.Web.Workbooks;

/// <summary>A sheet as it was read.</summary>
/// <param name="Merged">The first group of merged cells, such as <c>B2:C4</c>; null when there is none.</param>
internal sealed record ReadSheet(string Name, IReadOnlyList<TableRow> Rows, string? Merged);

/// <summary>Reads the cells of an XLSX file one after the other, so that memory depends on what is in them, not on what they claim.</summary>
internal static class WorkbookReader
{
    /// <summary>The sheets that are wanted, by name; null with a fault when the file is not a workbook that can be trusted.</summary>
    public static SheetResult<IReadOnlyList<ReadSheet>> Read(ReadOnlyMemory<byte> file, Func<string, bool> wanted)
    {
        if (ZipGuard.Check(file) is { } fault)
            return fault.Refusing<IReadOnlyList<ReadSheet>>();
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = SheetLimits.Unpacked });
            if (document.DocumentType is not SpreadsheetDocumentType.Workbook)
                return SheetFault.OfFile("File_Macros").Refusing<IReadOnlyList<ReadSheet>>();
            return Read(document, wanted);
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or FileFormatException or InvalidDataException
            or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or InvalidCastException or UriFormatException)
        {
            return SheetFault.OfFile("File_Damaged").Refusing<IReadOnlyList<ReadSheet>>();
        }
    }

    private static SheetResult<IReadOnlyList<ReadSheet>> Read(SpreadsheetDocument document, Func<string, bool> wanted)
    {
        var book = document.WorkbookPart ?? throw new InvalidDataException();
        var sheets = new List<ReadSheet>();
        List<string>? shared = null;
        foreach (var sheet in book.Workbook.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.Name?.Value is not { } name || !wanted(name) || sheet.Id?.Value is not { } id)
                continue;
            var rows = new List<TableRow>();
            var (merged, tooMany) = ReadSheet((WorksheetPart)book.GetPartById(id), rows, shared ??= Shared(book));
            if (tooMany)
                return SheetFault.OfFile("File_TooManyRows", SheetLimits.Rows, SheetLimits.Columns).Refusing<IReadOnlyList<ReadSheet>>();
            sheets.Add(new(name, rows, merged));
        }

        return new(sheets, []);
    }

    private static (string? Merged, bool TooMany) ReadSheet(WorksheetPart part, List<TableRow> rows, List<string> shared)
    {
        string? merged = null;
        var number = 0;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(MergeCell))
            {
                merged ??= reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value;
            }
            else if (reader.ElementType == typeof(Row))
            {
                var row = (Row)reader.LoadCurrentElement()!;
                number = (int)(row.RowIndex?.Value ?? (uint)number + 1);
                if (rows.Count >= SheetLimits.Rows)
                    return (merged, true);
                var cells = new List<TableCell>();
                foreach (var cell in row.Elements<Cell>())
                {
                    var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count + 1;
                    if (column > SheetLimits.Columns)
                    {
                        if (cell.CellValue is null && cell.InlineString is null && cell.CellFormula is null)
                            continue;
                        return (merged, true);
                    }

                    while (cells.Count < column)
                        cells.Add(default);
                    cells[column - 1] = CellOf(cell, shared);
                }

                rows.Add(new(number, cells));
            }
        }

        return (merged, false);
    }

    private static TableCell CellOf(Cell cell, List<string> shared)
    {
        if (cell.CellFormula is not null)
            return new(cell.CellValue?.Text ?? "", TableCellKind.Formula);
        var type = cell.DataType?.Value ?? CellValues.Number;
        return type switch
        {
            CellValues.SharedString => new(
                int.TryParse(cell.CellValue?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < shared.Count
                    ? shared[i]
                    : throw new InvalidDataException(),
                TableCellKind.Text),
            CellValues.InlineString => new(cell.InlineString is { } inline ? TextOf(inline) : "", TableCellKind.Text),
            CellValues.Number => new(Significant(cell.CellValue?.Text ?? ""), TableCellKind.Number),
            CellValues.Error => new(cell.CellValue?.Text ?? "", TableCellKind.Error),
            _ => new(cell.CellValue?.Text ?? "", TableCellKind.Text),
        };
    }

    /// <summary>A spreadsheet calculates in binary and keeps 15 digits; what it writes beyond them is noise.</summary>
    private static string Significant(string number) =>
        number.Count(char.IsAsciiDigit) > 15 && !number.Contains('E', StringComparison.OrdinalIgnoreCase)
        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) is < 1e15 and > 1e-9
            ? ((decimal)value).ToString(CultureInfo.InvariantCulture)
            : number;

    private static List<string> Shared(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
                texts.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
        }

        return texts;
    }

    /// <summary>The text of all its runs, without what only shows how a word is read.</summary>
    private static string TextOf(OpenXmlElement item) =>
        string.Concat(item.Descendants<Text>().Where(t => t.Ancestors<PhoneticRun>().FirstOrDefault() is null).Select(t => t.Text));

    /// <summary>From <c>AB12</c> 28; null when it names none.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z' || column > 20_000)
                break;
            column = column * 26 + letter - 'A' + 1;
        }

        return column == 0 ? null : column;
    }
}
