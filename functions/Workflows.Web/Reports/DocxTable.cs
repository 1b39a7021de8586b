using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Core;

namespace Workflows.Web.Reports;

/// <summary>Tables as tables: a header row that is repeated on each page, numbers to the right, a caption for screen readers.</summary>
internal static class DocxTable
{
    /// <param name="whole">Width of the text, in twentieths of a point.</param>
    public static IEnumerable<OpenXmlElement> Of(Block.Table table, int whole, Language language)
    {
        yield return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Caption }), new Run(DocxFile.TextOf(table.Caption)));
        var all = table.Columns.Sum(c => c.Width);
        var widths = table.Columns.Select(c => whole * c.Width / all).ToList();
        var written = new Table(
            new TableProperties(
                new TableStyle { Val = DocxStyles.Table },
                new TableWidth { Width = $"{whole}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0460", FirstRow = true, LastRow = table.Total is not null, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
                new TableCaption { Val = table.Caption }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })),
            Row(table.Columns, [.. table.Columns.Select(c => (TableCell)c.Head)], widths, language, isHeader: true));
        foreach (var row in table.Rows)
            written.AppendChild(Row(table.Columns, row, widths, language));
        if (table.Total is { } total)
            written.AppendChild(Row(table.Columns, total, widths, language));
        yield return written;
        // Two tables that follow each other would grow into one.
        yield return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.TableText }));
    }

    private static TableRow Row(IReadOnlyList<Column> columns, IReadOnlyList<TableCell> cells, List<int> widths, Language language, bool isHeader = false)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHeader)
            properties.AppendChild(new TableHeader());
        return new(cells.Select((cell, i) => (OpenXmlElement)Cell(cell, columns[i].IsNumber && (isHeader || cell.Text is null), widths[i], language)).Prepend(properties));
    }

    private static DocumentFormat.OpenXml.Wordprocessing.TableCell Cell(TableCell cell, bool right, int width, Language language)
    {
        var paragraph = new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.TableText });
        if (right)
            paragraph.AppendChild(new Justification { Val = JustificationValues.Right });
        return new(
            new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }),
            new Paragraph(paragraph, new Run(DocxFile.TextOf(cell.In(language)))));
    }
}
