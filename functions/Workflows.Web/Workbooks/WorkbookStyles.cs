using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Web.Workbooks;

/// <summary>The cell formats of every workbook, in the order of <see cref="WorkbookStyle"/>.</summary>
internal static class WorkbookStyles
{
    private const uint Bold = 1;
    private const uint Large = 2;
    private const uint Grey = 2;
    private const uint Yellow = 3;

    public static Stylesheet Of() => new(
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "Calibri" }))
        { Count = 3 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Solid("FFE7E6E6"),
            Solid("FFFFF8DC"))
        { Count = 4 },
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                new LeftBorder(Line()) { Style = BorderStyleValues.Thin },
                new RightBorder(Line()) { Style = BorderStyleValues.Thin },
                new TopBorder(Line()) { Style = BorderStyleValues.Thin },
                new BottomBorder(Line()) { Style = BorderStyleValues.Thin },
                new DiagonalBorder()))
        { Count = 2 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            new CellFormat { NumberFormatId = 0, FontId = Large, FillId = 0, BorderId = 0, FormatId = 0, ApplyFont = true },
            Bordered(Bold, Grey, isText: true, isInput: false),
            Bordered(0, 0, isText: true, isInput: false),
            Bordered(0, 0, isText: false, isInput: false),
            Bordered(0, Yellow, isText: false, isInput: true),
            Bordered(0, Yellow, isText: true, isInput: true))
        { Count = 7 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    /// <summary>A text format keeps the mark of a quoted text, so that what begins like a formula stays a text when it is edited.</summary>
    private static CellFormat Bordered(uint font, uint fill, bool isText, bool isInput) => new()
    {
        NumberFormatId = 0,
        FontId = font,
        FillId = fill,
        BorderId = 1,
        FormatId = 0,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyAlignment = true,
        ApplyProtection = true,
        QuotePrefix = isText ? true : null,
        Alignment = new() { Vertical = VerticalAlignmentValues.Top, WrapText = isText },
        Protection = new() { Locked = !isInput },
    };

    private static Fill Solid(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid });

    private static Color Line() => new() { Rgb = "FFBFBFBF" };
}
