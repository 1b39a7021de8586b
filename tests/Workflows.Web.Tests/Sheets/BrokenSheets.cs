using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Core;
using Workflows.Web.Sheets;

namespace Workflows.Web.Tests.Sheets;

/// <summary>Ways in which a sheet comes back broken. Each takes a number that chooses the place and the text of the slip.</summary>
/// <param name="Cell">Where the fault must be said to be, by number; null for the whole file.</param>
internal sealed record BrokenSheet(string Name, string Format, Func<int, byte[]> File, Func<int, string>? Cell, string Remedy)
{
    private const int Header = 3;
    private static readonly int[] Values = [4, 5, 6, 8, 9, 10, 11];
    private static readonly string[] Words = ["дванадесет", "12 души", "n/a", "около 5", "10-12", "1 234", "12%", "—", "1.2.3", "½"];

    public static IReadOnlyList<BrokenSheet> All { get; } =
    [
        Book("text in a number", (sheet, n) => Set(sheet, $"I{Row(n)}", Words[n % Words.Length]), n => $"I{Row(n)}", "is no number"),
        Book("decimal comma", (sheet, n) => Set(sheet, $"I{Row(n)}", $"{n},5"), n => $"I{Row(n)}", "is no number"),
        Book("1e308", (sheet, n) => Number(sheet, $"I{Row(n)}", n % 2 == 0 ? "1E+308" : "-1e308"), n => $"I{Row(n)}", "impossibly large"),
        Book("just too large", (sheet, n) => Number(sheet, $"I{Row(n)}", "1000000000000001"), n => $"I{Row(n)}", "impossibly large"),
        Book("below zero", (sheet, n) => Number(sheet, $"I{Values[n % 3]}", $"-{n + 1}"), n => $"I{Values[n % 3]}", "cannot be a count"),
        Book("half a child", (sheet, n) => Number(sheet, $"I{Values[n % 3]}", $"{n}.5"), n => $"I{Values[n % 3]}", "cannot be a count"),
        Book("formula", (sheet, n) => Formula(sheet, $"I{Row(n)}", "1+1"), n => $"I{Row(n)}", "Write the number itself"),
        Book("formula in a text", (sheet, n) => Formula(sheet, $"K{Row(n)}", "HYPERLINK(\"http://example.org\")"), n => $"K{Row(n)}", "Write the text"),
        Book("error", (sheet, n) => Error(sheet, $"I{Row(n)}"), n => $"I{Row(n)}", "shows an error"),
        Book("empty", (sheet, n) => { Clear(sheet, $"I{Row(n)}"); Clear(sheet, $"J{Row(n)}"); }, n => $"I{Row(n)}", "Write a number, or"),
        Book("value and reason", (sheet, n) => { Number(sheet, $"I{Row(n)}", "1"); Set(sheet, $"J{Row(n)}", "Няма данни"); }, n => $"J{Row(n)}", "Delete one of them"),
        Book("parts that do not add up", (sheet, n) => Number(sheet, "I4", $"{11 + n}"), _ => "K7", "say here why they differ"),
        Book("value on a line of reasons", (sheet, n) => Number(sheet, "I7", $"{n}"), _ => "I7", "takes only a reason"),
        Book("long text", (sheet, n) => Set(sheet, $"K{Row(n)}", new string('а', 2_001 + n)), n => $"K{Row(n)}", "Shorten it"),
        Book("invisible character", (sheet, n) => Set(sheet, $"K{Row(n)}", "а\u0085б"), n => $"K{Row(n)}", "Type it anew"),
        Book("other task's sheet", (sheet, n) => Set(sheet, $"A{Row(n)}", $"sample-2016-2020.cycle.{2030 + n}/values.dsp"), n => $"A{Row(n)}", "of another sheet"),
        Book("unknown line", (sheet, n) => Set(sheet, $"B{Row(n)}", $"children/age/{n}"), n => $"B{Row(n)}", "is not asked for"),
        Book("line twice", (sheet, n) => Set(sheet, "B5", "children"), _ => "B5", "stands at row 4 already"),
        Book("line missing", (sheet, n) => Remove(sheet, Row(n)), _ => "3", "is missing"),
        Book("moved columns", (sheet, n) => Swap(sheet, n), n => $"{(char)('C' + n % 8)}3", "Put the columns back"),
        Book("heading renamed", (sheet, n) => Set(sheet, $"{(char)('C' + n % 9)}{Header}", $"Друго {n}"), n => $"{(char)('C' + n % 9)}3", "belongs"),
        Book("merged cells", (sheet, n) => Merge(sheet, $"I{Row(n)}:J{Row(n)}"), n => $"I{Row(n)}", "Unmerge them"),
        Book("thousands of rows", (sheet, n) => Grow(sheet, 5_100 + n), null, "Delete everything that you added"),
        Book("sheet renamed", (sheet, n) => Rename(sheet, $"Лист{n}"), null, "has no sheet"),
        Whole("macros", n => WithEntry("xl/vbaProject.bin", [(byte)n]), "holds macros"),
        Whole("macro workbook", _ => AsMacroBook(), "holds macros"),
        Whole("zip bomb", n => WithZeros($"xl/media/{n}.bin", 60 << 20), "Unpacked, the file is larger"),
        Whole("many parts", n => WithMany(301 + n), "more than 300 parts"),
        Whole("100 MB", n => new byte[(100 << 20) + n], "larger than 5 MB"),
        Whole("cut off", n => Good()[..^(40 + n * 30)], "damaged"),
        Whole("old format", n => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, (byte)n], "old .xls format"),
        Whole("something else", n => Encoding.UTF8.GetBytes($"%PDF-1.{n}"), "no .xlsx workbook"),
        Whole("other zip", n => OtherZip($"readme{n}.txt"), "no .xlsx workbook"),
        Whole("entities that multiply", _ => WithSheet("<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><worksheet>&c;</worksheet>"), "damaged"),
        Whole("broken XML", n => WithSheet($"<worksheet{n}"), "damaged"),
        Csv("text in a number", (rows, n) => rows[CsvRow(n)][8] = Words[n % Words.Length], n => $"I{CsvRow(n) + 1}", "is no number"),
        Csv("1e308", (rows, n) => rows[CsvRow(n)][8] = "1e308", n => $"I{CsvRow(n) + 1}", "impossibly large"),
        Csv("moved columns", (rows, n) => { foreach (var row in rows) (row[2 + n % 8], row[3 + n % 8]) = (row[3 + n % 8], row[2 + n % 8]); }, n => $"{(char)('C' + n % 8)}1", "Put the columns back"),
        Csv("open quotes", (rows, n) => rows[CsvRow(n)][10] = "\"недовършено", null, "quotes"),
        new("CSV with commas in numbers", "csv", n => CommaCsv(CsvRow(n), $"\"{n},5\""), n => $"I{CsvRow(n) + 1}", "has a comma"),
    ];

    private static BrokenSheet Book(string name, Action<SpreadsheetDocument, int> slip, Func<int, string>? cell, string remedy) => new(name, "xlsx", n =>
    {
        using var file = new MemoryStream();
        file.Write(Good());
        using (var document = SpreadsheetDocument.Open(file, true))
            slip(document, n);
        return file.ToArray();
    }, cell, remedy);

    private static BrokenSheet Whole(string name, Func<int, byte[]> file, string remedy) => new(name, "xlsx", file, null, remedy);

    private static BrokenSheet Csv(string name, Action<List<List<string>>, int> slip, Func<int, string>? cell, string remedy) => new($"CSV: {name}", "csv", n =>
    {
        var text = Encoding.UTF8.GetString(CsvSheet.Write(SampleSheet.Layout, SampleSheet.Good, Language.Bg)).TrimStart('\uFEFF');
        var rows = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';').ToList()).ToList();
        slip(rows, n);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Select(r => string.Join(';', r))));
    }, cell, remedy);

    private static byte[] Good() => XlsxSheet.Write(SampleSheet.Layout, SampleSheet.Good, Language.Bg);

    private static byte[] CommaCsv(int row, string value)
    {
        var lines = Encoding.UTF8.GetString(CsvSheet.Write(SampleSheet.Layout, SampleSheet.Good with { Cells = [.. SampleSheet.Good.Cells.Select(c => c with { Comment = null })] }, Language.Bg, commas: true))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var fields = lines[row].Split(',');
        fields[8] = value;
        lines[row] = string.Join(',', fields);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    /// <summary>A row that takes a value: the last one, without a number, apart.</summary>
    private static int Row(int n) => Values[n % 6];

    private static int CsvRow(int n) => Row(n) - Header;

    private static WorksheetPart Sheet(SpreadsheetDocument document) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().First().Id!.Value!);

    private static Cell CellAt(SpreadsheetDocument document, string reference) =>
        Sheet(document).Worksheet.Descendants<Cell>().Single(c => c.CellReference!.Value == reference);

    private static void Put(SpreadsheetDocument document, string reference, EnumValue<CellValues>? type, params OpenXmlElement[] content)
    {
        var cell = CellAt(document, reference);
        cell.RemoveAllChildren();
        cell.DataType = type;
        cell.Append(content);
    }

    private static void Set(SpreadsheetDocument document, string reference, string text) =>
        Put(document, reference, CellValues.InlineString, new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    private static void Number(SpreadsheetDocument document, string reference, string number) => Put(document, reference, null, new CellValue(number));

    private static void Formula(SpreadsheetDocument document, string reference, string formula) =>
        Put(document, reference, null, new CellFormula(formula), new CellValue("2"));

    private static void Error(SpreadsheetDocument document, string reference) => Put(document, reference, CellValues.Error, new CellValue("#DIV/0!"));

    private static void Clear(SpreadsheetDocument document, string reference) => Put(document, reference, null);

    private static void Remove(SpreadsheetDocument document, int row) =>
        Sheet(document).Worksheet.Descendants<Row>().Single(r => r.RowIndex!.Value == row).Remove();

    private static void Swap(SpreadsheetDocument document, int n)
    {
        foreach (var row in Sheet(document).Worksheet.Descendants<Row>().Where(r => r.RowIndex!.Value >= Header))
        {
            var cells = row.Elements<Cell>().ToList();
            var (one, other) = (cells[2 + n % 8], cells[3 + n % 8]);
            (one.CellReference, other.CellReference) = (other.CellReference, one.CellReference);
            one.Remove();
            other.InsertAfterSelf(one);
        }
    }

    private static void Merge(SpreadsheetDocument document, string cells) =>
        Sheet(document).Worksheet.GetFirstChild<SheetProtection>()!.InsertAfterSelf(new MergeCells(new MergeCell { Reference = cells }));

    private static void Grow(SpreadsheetDocument document, int rows)
    {
        var data = Sheet(document).Worksheet.GetFirstChild<SheetData>()!;
        foreach (var row in Enumerable.Range(100, rows))
            data.AppendChild(new Row(new Cell { CellReference = $"A{row}", CellValue = new("1") }) { RowIndex = (uint)row });
    }

    private static void Rename(SpreadsheetDocument document, string name) =>
        document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().First().Name = name;

    private static byte[] WithEntry(string name, byte[] content) => Zipped(zip => Write(zip, name, content));

    private static byte[] WithZeros(string name, int size) => Zipped(zip =>
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        var zeros = new byte[1 << 20];
        for (var written = 0; written < size; written += zeros.Length)
            entry.Write(zeros);
    });

    private static byte[] WithMany(int parts) => Zipped(zip =>
    {
        foreach (var part in Enumerable.Range(1, parts))
            Write(zip, $"xl/media/{part}.bin", []);
    });

    private static byte[] WithSheet(string xml) => Zipped(zip =>
    {
        var sheet = zip.Entries.First(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        var name = sheet.FullName;
        sheet.Delete();
        Write(zip, name, Encoding.UTF8.GetBytes(xml));
    });

    private static byte[] AsMacroBook()
    {
        using var file = new MemoryStream();
        file.Write(Good());
        using (var document = SpreadsheetDocument.Open(file, true))
            document.ChangeDocumentType(SpreadsheetDocumentType.MacroEnabledWorkbook);
        return file.ToArray();
    }

    private static byte[] OtherZip(string name)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            Write(zip, name, "text"u8.ToArray());
        return file.ToArray();
    }

    private static byte[] Zipped(Action<ZipArchive> change)
    {
        using var file = new MemoryStream();
        file.Write(Good());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            change(zip);
        return file.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
