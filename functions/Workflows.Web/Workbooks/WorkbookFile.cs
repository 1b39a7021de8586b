using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Web.Workbooks;

/// <summary>Writes a workbook as XLSX.</summary>
public static class WorkbookFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The number of a decimal with at most 15 digits is written as it is; a spreadsheet keeps no more.</summary>
    public static byte[] Write(Workbook workbook)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Of();
            var sheets = book.Workbook.AppendChild(new DocumentFormat.OpenXml.Spreadsheet.Sheets());
            foreach (var (i, sheet) in workbook.Sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, sheet, isFirst: i == 0);
                sheets.AppendChild(new Sheet
                {
                    Name = NameOf(sheet.Name),
                    SheetId = (uint)i + 1,
                    Id = book.GetIdOfPart(part),
                    State = sheet.IsHidden ? SheetStateValues.Hidden : null,
                });
            }
        }

        return file.ToArray();
    }

    /// <summary>A sheet's name as a workbook can hold it.</summary>
    public static string NameOf(string name)
    {
        var fit = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)).Trim('\'', ' ');
        return fit.Length <= 31 ? fit : fit[..31].TrimEnd();
    }

    private static void Write(WorksheetPart part, Worksheet sheet, bool isFirst)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Worksheet());
        writer.WriteElement(ViewOf(sheet, isFirst));
        writer.WriteElement(new Columns(sheet.Widths.Select((width, i) => new Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = width,
            CustomWidth = true,
            Hidden = sheet.Hidden?.Contains(i + 1) is true ? true : null,
        })));
        writer.WriteStartElement(new SheetData());
        foreach (var (i, row) in sheet.Rows.Index())
        {
            writer.WriteStartElement(new Row { RowIndex = (uint)i + 1 });
            foreach (var (column, cell) in row.Index())
                writer.WriteElement(CellOf(cell, $"{ColumnName(column + 1)}{i + 1}"));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        if (sheet.IsProtected)
            writer.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false });
        if (sheet.Rules is { Count: > 0 } rules)
            writer.WriteElement(new DataValidations(rules.Select(ValidationOf)) { Count = (uint)rules.Count });
        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { Orientation = OrientationValues.Landscape, PaperSize = 9, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteEndElement();
    }

    private static SheetViews ViewOf(Worksheet sheet, bool isFirst)
    {
        var view = new SheetView { WorkbookViewId = 0, TabSelected = isFirst };
        if (sheet.Frozen > 0)
        {
            view.AppendChild(new Pane
            {
                VerticalSplit = sheet.Frozen,
                TopLeftCell = $"A{sheet.Frozen + 1}",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            });
        }

        return new(view);
    }

    private static Cell CellOf(WorkbookCell cell, string reference)
    {
        var written = new Cell { CellReference = reference, StyleIndex = (uint)cell.Style };
        if (cell.Number is { } number)
        {
            written.CellValue = new(number.ToString(CultureInfo.InvariantCulture));
        }
        else if (!string.IsNullOrEmpty(cell.Text))
        {
            written.DataType = CellValues.InlineString;
            written.InlineString = new(new Text(cell.Text) { Space = SpaceProcessingModeValues.Preserve });
        }

        return written;
    }

    private static DataValidation ValidationOf(InputRule rule) => rule switch
    {
        InputRule.Numbers numbers => new DataValidation(numbers.Whole
            ? [new Formula1("0"), new Formula2("1000000000000000")]
            : [new Formula1("-1000000000000000"), new Formula2("1000000000000000")])
        {
            Type = numbers.Whole ? DataValidationValues.Whole : DataValidationValues.Decimal,
            Operator = DataValidationOperatorValues.Between,
            AllowBlank = true,
            ShowErrorMessage = true,
            Error = numbers.Refusal,
            ShowInputMessage = true,
            Prompt = numbers.Message,
            SequenceOfReferences = new() { InnerText = numbers.Cells },
        },
        InputRule.Choices choices => new DataValidation(new Formula1(choices.Source))
        {
            Type = DataValidationValues.List,
            AllowBlank = true,
            ShowErrorMessage = false,
            ShowInputMessage = true,
            Prompt = choices.Message,
            SequenceOfReferences = new() { InnerText = choices.Cells },
        },
        _ => throw new InvalidOperationException($"Nothing writes {rule}."),
    };

    internal static string ColumnName(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
            name = (char)('A' + (column - 1) % 26) + name;
        return name;
    }
}
