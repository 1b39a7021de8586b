using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.Web.Reports;
using DocProperties = DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>The files that reports are handed out as, opened by what reads them.</summary>
public sealed class ReportFileTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
{
    public static TheoryData<ReportKind, int, Language> All { get; } = EveryKind();

    [Theory]
    [MemberData(nameof(All))]
    public void A_document_is_valid_with_headings_contents_language_and_alternative_texts(ReportKind kind, int year, Language language)
    {
        var report = sevlievo.Document(kind, year, language);
        using var document = WordprocessingDocument.Open(new MemoryStream(DocxFile.Write(report)), false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
        var main = document.MainDocumentPart!;
        var body = main.Document.Body!;
        Assert.Equal(language is Language.Bg ? "bg-BG" : "en-GB", main.StyleDefinitionsPart!.Styles!.DocDefaults!.Descendants<Languages>().Single().Val!.Value);
        Assert.Equal((report.Title, language is Language.Bg ? "bg-BG" : "en-GB"), (document.PackageProperties.Title, document.PackageProperties.Language));
        Assert.True(main.DocumentSettingsPart!.Settings.GetFirstChild<UpdateFieldsOnOpen>()!.Val!.Value);

        var headings = report.Blocks.OfType<Block.Heading>().ToList();
        Assert.Equal(headings.Select(h => ($"Heading{h.Level}", h.Text)), body.Elements<Paragraph>().Where(p => StyleOf(p).StartsWith("Heading", StringComparison.Ordinal)).Select(p => (StyleOf(p), p.InnerText)));
        // No level is left out on the way down.
        Assert.All(headings.Zip(headings.Skip(1)), pair => Assert.True(pair.Second.Level <= pair.First.Level + 1));
        Assert.Contains("TOC \\o", string.Concat(body.Descendants<FieldCode>().Select(c => c.Text)), StringComparison.Ordinal);
        var marks = body.Descendants<BookmarkStart>().Select(b => b.Name!.Value).ToHashSet();
        Assert.NotEmpty(marks);
        Assert.All(body.Descendants<Hyperlink>(), link => Assert.Contains(link.Anchor!.Value, marks));

        var tables = body.Elements<Table>().ToList();
        Assert.Equal(report.Blocks.OfType<Block.Table>().Count(), tables.Count);
        Assert.All(tables, t => Assert.NotNull(t.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()));
        Assert.All(tables, t => Assert.NotEmpty(t.GetFirstChild<TableProperties>()!.GetFirstChild<TableCaption>()!.Val!.Value!));

        var charts = report.Blocks.OfType<Block.Picture>().Select(p => p.Chart).ToList();
        Assert.Equal(charts.Select(c => $"{c.Title}. {c.Description}"), body.Descendants<DocProperties>().Select(d => d.Description!.Value));
        if (kind is ReportKind.MonitoringReport or ReportKind.EvaluationDossier)
            Assert.NotEmpty(charts);
        if (language is Language.En)
            Assert.DoesNotMatch("Chapter_|Head_|Caption_", body.InnerText);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_workbook_is_valid_and_holds_every_number_as_a_number(ReportKind kind, int year, Language language)
    {
        var report = sevlievo.Document(kind, year, language);
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(ReportWorkbook.Write(report)), false);

        Assert.Empty(new OpenXmlValidator().Validate(workbook).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
        var sheets = workbook.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList();
        var tables = report.Blocks.OfType<Block.Table>().ToList();
        Assert.Equal(tables.Count + 1, sheets.Count);
        Assert.Equal(sheets.Count, sheets.Select(s => s.Name!.Value!.ToUpperInvariant()).Distinct().Count());
        foreach (var (table, sheet) in tables.Zip(sheets.Skip(1)))
        {
            var written = ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!)).Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>();
            Assert.Equal(
                table.Rows.Concat(table.Total is { } total ? [total] : []).SelectMany(r => r).Select(c => c.Number).OfType<decimal>(),
                written.Where(c => c.CellValue is not null).Select(c => decimal.Parse(c.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static TheoryData<ReportKind, int, Language> EveryKind()
    {
        var all = new TheoryData<ReportKind, int, Language>();
        foreach (var kind in Enum.GetValues<ReportKind>())
        {
            foreach (var language in Enum.GetValues<Language>())
                all.Add(kind, kind is ReportKind.EvaluationDossier ? 2020 : 2018, language);
        }

        return all;
    }

    private static string StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "";
}
