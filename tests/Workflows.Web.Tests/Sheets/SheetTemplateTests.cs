using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Sheets;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Workflows.Web.Tests.Sheets;

/// <summary>What a sheet brings along: units, last year's values and lists; and what it is asked when it comes back.</summary>
public sealed class SheetTemplateTests
{
    [Fact]
    public void The_workbook_brings_units_last_years_values_lists_and_the_data_dictionary()
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(XlsxSheet.Write(SampleSheet.After(12.5m), null, Language.Bg)), false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.First().Worksheet;
        var cells = sheet.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!);

        Assert.Equal(("брой", "12.5"), (cells["E4"].InnerText, cells["H4"].CellValue!.Text));
        Assert.Null(cells["H5"].CellValue);
        var rules = sheet.Descendants<DataValidation>().ToDictionary(v => v.SequenceOfReferences!.InnerText!);
        Assert.Equal(DataValidationValues.Whole, rules["I4 I5 I6 I9 I10 I11"].Type!.Value);
        Assert.Equal(DataValidationValues.Decimal, rules["I8"].Type!.Value);
        Assert.Equal((DataValidationValues.List, "'Списъци'!$A$1:$A$5"), (rules["J4 J5 J6 J8 J9 J10 J11"].Type!.Value, rules["J4 J5 J6 J8 J9 J10 J11"].Formula1!.Text));
        Assert.Equal(["Стойности", "Речник на данните", "Списъци"], workbook.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value));
        Assert.Equal(SheetStateValues.Hidden, workbook.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Last().State!.Value);
    }

    /// <summary>More than half away from last year is asked about, exactly half is not.</summary>
    [Theory]
    [InlineData("xlsx", "K4")]
    [InlineData("csv", "K2")]
    [InlineData("csv with commas", "K2")]
    public void A_total_that_leaps_asks_for_its_word_in_its_cell(string format, string cell)
    {
        var money = SampleSheet.Good.Cells.Single(c => c.Indicator.Value == "money");
        var answer = SampleSheet.Good with { Cells = [.. SampleSheet.Good.Cells.Select(c => c == money ? c with { Comment = "Нов център" } : c)] };

        var leaps = Assert.Single(Read(answer, 21m).Faults, f => f.Cell == cell);
        Assert.Contains("Общото беше 21, а сега е 10", leaps.Message.Bg, StringComparison.Ordinal);
        Assert.Contains("say here why", leaps.Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Read(answer, 20m).Faults, f => f.Cell == cell);
        var explained = answer with { Cells = [.. answer.Cells.Select(c => c.Cell.IsTotal ? c with { Comment = "Закрита група" } : c)] };
        Assert.Equal(explained.Cells, Read(explained, 21m).Value?.Cells);

        SheetResult<Answer.Values> Read(Answer.Values values, decimal lastYear)
        {
            var layout = SampleSheet.After(lastYear);
            return format == "xlsx"
                ? XlsxSheet.Read(layout, XlsxSheet.Write(layout, values, Language.Bg))
                : CsvSheet.Read(layout, CsvSheet.Write(layout, values, Language.Bg, commas: format.Contains("commas", StringComparison.Ordinal)));
        }
    }
}
