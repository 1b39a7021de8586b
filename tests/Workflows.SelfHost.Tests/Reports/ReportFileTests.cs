using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Reports;
using DocProperties = DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>The files that reports are handed out as, opened by what reads them.</summary>
public sealed partial class ReportFileTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
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

    [OfficeFact]
    public async Task LibreOffice_opens_the_five_yearly_reports_and_the_dossier()
    {
        using var directory = new TemporaryDirectory();
        var titles = new Dictionary<string, string>();
        foreach (var (kind, year) in ReportedSevlievo.Years.Select(y => (ReportKind.MonitoringReport, y)).Append((ReportKind.EvaluationDossier, 2020)))
        {
            var report = sevlievo.Document(kind, year);
            foreach (var (name, content) in new[] { ($"{kind}-{year}.docx", DocxFile.Write(report)), ($"{kind}-{year}-data.xlsx", ReportWorkbook.Write(report)) })
            {
                await File.WriteAllBytesAsync(directory[name], content);
                titles[directory[name]] = report.Title;
            }
        }

        await Office.ToPdf(directory.Root, [.. titles.Keys]);
        foreach (var (file, title) in titles)
        {
            var pdf = Path.ChangeExtension(file, ".pdf");
            Assert.True(Office.Pages(pdf) > 3, $"{file}: {Office.Pages(pdf)} pages");
            // Lines break where they like.
            if (await Office.Text(pdf) is { } text)
                Assert.Contains(Spaces().Replace(title, ""), Spaces().Replace(text, ""), StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable("WORKFLOWS_REPORTS") is { } kept)
            {
                File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
                File.Copy(pdf, Path.Combine(kept, Path.GetFileName(pdf)), overwrite: true);
            }
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

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
