using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Web.Sheets;

namespace Workflows.Web.Tests.Sheets;

/// <summary>What is taken away comes back as it was, in every form, and nothing in a file is a formula.</summary>
public sealed class RoundTripTests
{
    private const int Sheets = 150;

    private static readonly string[] Texts =
    [
        "Няма регистър", "=1+1", "+359 88", "-5", "@SUM(A1)", "'=quoted", "'", "''", "a;b,c\"d\"", "ред\nред", "\tтаб", "=HYPERLINK(\"http://x\")", " интервал ",
        "<b>&amp;", "ⴲ𝔘", "＝1",
    ];

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    [InlineData("csv with commas")]
    [InlineData("json")]
    public void ImportOfExportIsTheSame(string format)
    {
        Holds(answer =>
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                var read = Read(format, Write(format, answer, language));
                Assert.True(read.Value is not null, string.Join('\n', read.Faults.Select(f => f.In(Language.En))));
                Assert.Equal(answer.Cells, read.Value.Cells);
                Assert.Equal(answer.Differences, read.Value.Differences);
            }
        });
    }

    [Fact]
    public void AnEmptySheetAsksForEveryValueWhereItBelongs()
    {
        foreach (var format in new[] { "xlsx", "csv", "csv with commas" })
        {
            var faults = Read(format, Write(format, null, Language.Bg)).Faults;

            Assert.Equal(7, faults.Count);
            Assert.All(faults, f => Assert.Equal("I", f.Cell[..1]));
        }
    }

    [Fact]
    public void NoTextInAFileBeginsAFormula() => Holds(answer =>
    {
        foreach (var line in Encoding.UTF8.GetString(CsvSheet.Write(SampleSheet.Layout, answer, Language.Bg)).Split("\r\n").Skip(1).Where(l => l.Length > 0))
        {
            foreach (var field in line.Split(';').Select(f => f.Trim('"')).Where(f => f.Length > 0 && !decimal.TryParse(f, out _)))
                Assert.DoesNotContain(field[0], "=+-@\t");
        }

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(XlsxSheet.Write(SampleSheet.Layout, answer, Language.Bg)), false);
        Assert.All(workbook.WorkbookPart!.WorksheetParts, part => Assert.Empty(part.Worksheet.Descendants<CellFormula>()));
    });

    [Fact]
    public void TheWorkbookIsValidProtectedAndOpenOnlyWhereValuesBelong()
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(XlsxSheet.Write(SampleSheet.Layout, SampleSheet.Good, Language.Bg)), false);

        Assert.Empty(new OpenXmlValidator().Validate(workbook).Select(e => $"{e.Path?.XPath} {e.Description}"));
        var sheet = workbook.WorkbookPart!.WorksheetParts.First().Worksheet;
        Assert.True(sheet.GetFirstChild<SheetProtection>()!.Sheet!.Value);
        var formats = workbook.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        var open = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Where(c => formats[(int)c.StyleIndex!.Value].Protection?.Locked?.Value is false)
            .Select(c => c.CellReference!.Value![0]).ToHashSet();
        Assert.Equal(['I', 'J', 'K'], open.Order());
    }

    [Fact]
    public void ACsvOfPlainExcelInTheWindowsCodePageIsRead()
    {
        var text = Encoding.UTF8.GetString(CsvSheet.Write(SampleSheet.Layout, SampleSheet.Good, Language.Bg)).TrimStart('\uFEFF');

        var read = CsvSheet.Read(SampleSheet.Layout, CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text));

        Assert.Equal(SampleSheet.Good.Cells, read.Value?.Cells);
    }

    [Fact]
    public void ACsvWithTabsIsRead()
    {
        var text = Encoding.UTF8.GetString(CsvSheet.Write(SampleSheet.Layout, SampleSheet.Good, Language.Bg)).Replace(';', '\t');

        Assert.Equal(SampleSheet.Good.Cells, CsvSheet.Read(SampleSheet.Layout, Encoding.UTF8.GetBytes(text)).Value?.Cells);
    }

    private static byte[] Write(string format, Answer.Values? answer, Language language) => format switch
    {
        "xlsx" => XlsxSheet.Write(SampleSheet.Layout, answer, language),
        "json" => JsonSheet.Write(SampleSheet.Layout, answer),
        _ => CsvSheet.Write(SampleSheet.Layout, answer, language, commas: format.Contains("commas", StringComparison.Ordinal)),
    };

    private static SheetResult<Answer.Values> Read(string format, byte[] file) => format switch
    {
        "xlsx" => XlsxSheet.Read(SampleSheet.Layout, file),
        "json" => JsonSheet.Read(SampleSheet.Layout, file),
        _ => CsvSheet.Read(SampleSheet.Layout, file),
    };

    private static void Holds(Action<Answer.Values> property)
    {
        var text = Gen.Elements(Texts);
        var count = Gen.Choose(0, 1_000).Select(n => (decimal?)n);
        var money = from n in Gen.Choose(-1_000_000, 1_000_000) from digits in Gen.Choose(0, 4) select (decimal?)(n / (decimal)Math.Pow(10, digits));
        var answer =
            from women in count
            from men in count
            from odd in Gen.Choose(0, 2)
            from reason in text
            from amount in money
            from comments in text.OrNull().ArrayOf(7)
            from missing in Gen.Elements(true, false)
            let total = women + men + odd
            select new Answer.Values(
                [
                    Value("children", null, total, comments[0]), Value("children", "women", women, comments[1]), Value("children", "men", men, comments[2]),
                    Value("money", null, amount, comments[3]),
                    Value("users", null, total, comments[4]), Value("users", "women", missing ? null : women, comments[5], reason),
                    Value("users", "men", men, comments[6]),
                ],
                odd == 0 ? [] : [new(new("children"), "sex", reason)]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sheets), Prop.ForAll(answer.ToArbitrary(), property));
    }

    private static IndicatorValue Value(string indicator, string? part, decimal? value, string? comment, string? reason = null) =>
        new(new(indicator), part is null ? null : "sex", part, value, value is null ? reason : null, comment);
}
