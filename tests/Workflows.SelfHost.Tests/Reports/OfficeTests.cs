using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Reports;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Every kind of report, opened in the program that most of its readers have.</summary>
public sealed partial class OfficeTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
{
    /// <summary>The five yearly reports, and one of every other kind; the last in English too.</summary>
    private static readonly (ReportKind Kind, int Year, Language Language)[] Drafts =
    [
        .. ReportedSevlievo.Years.Select(y => (ReportKind.MonitoringReport, y, Language.Bg)),
        (ReportKind.YearPlan, 2016, Language.Bg),
        (ReportKind.NextYearPlan, 2018, Language.Bg),
        (ReportKind.MayorReport, 2019, Language.Bg),
        (ReportKind.RegionalReport, 2019, Language.Bg),
        (ReportKind.EvaluationDossier, 2020, Language.Bg),
        (ReportKind.EvaluationDossier, 2020, Language.En),
    ];

    [OfficeFact]
    public async Task LibreOffice_opens_every_kind_of_document_and_workbook_whole()
    {
        Assert.Equal(Enum.GetValues<ReportKind>(), Drafts.Select(d => d.Kind).Distinct().Order());
        using var directory = new TemporaryDirectory();
        var files = new List<(string Path, ReportDocument Report, bool IsWorkbook)>();
        foreach (var (kind, year, language) in Drafts)
        {
            var report = sevlievo.Document(kind, year, language);
            await Add($"{kind}-{year}-{language}.docx", DocxFile.Write(report), isWorkbook: false);
            await Add($"{kind}-{year}-{language}-data.xlsx", ReportWorkbook.Write(report), isWorkbook: true);

            async Task Add(string name, byte[] content, bool isWorkbook)
            {
                await File.WriteAllBytesAsync(directory[name], content);
                files.Add((directory[name], report, isWorkbook));
            }
        }

        await Office.ToPdf(directory.Root, [.. files.Select(f => f.Path)]);
        foreach (var (path, report, isWorkbook) in files)
        {
            var pdf = Path.ChangeExtension(path, ".pdf");
            var (tables, text) = (report.Blocks.OfType<Block.Table>().ToList(), Dense(await Office.Text(pdf)));
            Assert.Contains(Dense(report.Title), text, StringComparison.Ordinal);
            Assert.All(tables, t => Assert.Contains(Dense(t.Caption), text, StringComparison.Ordinal));
            if (isWorkbook)
            {
                // Each sheet begins a page, and the contents are one.
                Assert.InRange(Office.Pages(pdf), tables.Count + 1, 20 * (tables.Count + 1));
            }
            else
            {
                Assert.All(report.Blocks.OfType<Block.Heading>(), h => Assert.Contains(Dense(h.Text), text, StringComparison.Ordinal));
                Assert.All(report.Blocks.OfType<Block.Paragraph>(), p => Assert.Contains(Dense(p.Text)[..Math.Min(40, Dense(p.Text).Length)], text, StringComparison.Ordinal));
                // A title page with contents, and no blank pages: every further one has some block on it.
                Assert.InRange(Office.Pages(pdf), 3, 2 + report.Blocks.Count);
            }

            Keep(path, pdf);
        }
    }

    /// <summary>For who wants to look at them: where WORKFLOWS_REPORTS names a folder, they stay there.</summary>
    private static void Keep(params string[] files)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWS_REPORTS") is not { } kept)
            return;
        foreach (var file in files)
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Lines break where they like.</summary>
    private static string Dense(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
