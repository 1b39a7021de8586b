using System.Globalization;
using Workflows.Core.Reports;
using Workflows.Web.Reports;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Whole tables of the yearly, the mayor's and the regional report, cell by cell, against the events alone.</summary>
public sealed class RecountTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
{
    public static TheoryData<ReportKind, int> All { get; } = EveryYearOfEach();

    [Theory]
    [MemberData(nameof(All))]
    public void Every_row_is_what_the_events_come_to(ReportKind kind, int year)
    {
        var recounted = new RecountedReport(sevlievo.Raw, year, ReportedSevlievo.Today);
        var blocks = sevlievo.Document(kind, year).Blocks;
        var tables = blocks.OfType<Block.Table>().ToList();
        var expected = recounted.Tables(kind);
        // The mayor's and the regional report have no table that is not counted here.
        if (kind is not ReportKind.MonitoringReport)
            Assert.Equal(expected.Select(t => t.Caption), tables.Select(t => t.Caption));
        foreach (var table in expected)
        {
            var written = tables.Single(t => t.Caption == table.Caption);
            Assert.Equal(Lines(table.Rows), Lines(written.Rows.Select(r => Cells(written, r, table.Rows[0].Length))));
            Assert.Equal(table.Total is { } total ? Line(total) : null, written.Total is { } last ? Line(Cells(written, last, last.Count)) : null);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_sentence_has_a_number_of_its_own(ReportKind kind, int year)
    {
        var recounted = new RecountedReport(sevlievo.Raw, year, ReportedSevlievo.Today);
        var own = sevlievo.Document(kind, year).Blocks.OfType<Block.Paragraph>().Select(p => p.Text).Where(t => t.Any(char.IsDigit)).ToList();
        if (kind is ReportKind.MonitoringReport)
            Assert.All(recounted.Sentences(kind), s => Assert.Contains(s, own));
        else
            Assert.Equal(recounted.Sentences(kind).Order(), own.Order());
    }

    private static TheoryData<ReportKind, int> EveryYearOfEach()
    {
        var all = new TheoryData<ReportKind, int>();
        foreach (var kind in (ReportKind[])[ReportKind.MonitoringReport, ReportKind.MayorReport, ReportKind.RegionalReport])
        {
            foreach (var year in ReportedSevlievo.Years)
                all.Add(kind, year);
        }

        return all;
    }

    private static IEnumerable<object?> Cells(Block.Table table, IReadOnlyList<TableCell> row, int count) => row.Take(count).Select((cell, i) =>
        cell.Number ?? (object?)cell.Date ?? (table.Columns[i].IsNumber && !string.IsNullOrEmpty(cell.Text) ? RecountedReport.NoNumber : cell.Text));

    private static IEnumerable<string> Lines(IEnumerable<IEnumerable<object?>> rows) => rows.Select(Line).Order(StringComparer.Ordinal);

    private static string Line(IEnumerable<object?> cells) => string.Join(" | ", cells.Select(c => c switch
    {
        decimal number => number.ToString("0.#######", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(c is DateOnly ? "O" : null, CultureInfo.InvariantCulture),
        _ => $"{c}",
    }));
}
