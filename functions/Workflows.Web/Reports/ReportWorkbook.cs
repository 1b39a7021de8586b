using System.Globalization;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Reports;

/// <summary>The data behind a report: a sheet for each of its tables, numbers as numbers, and a first sheet that names them.</summary>
internal static class ReportWorkbook
{
    public static byte[] Write(ReportDocument report)
    {
        var tables = report.Blocks.OfType<Block.Table>().ToList();
        return WorkbookFile.Write(new([Contents(report, tables), .. tables.Select((table, i) => Sheet(table, i + 1))]));
    }

    private static Worksheet Contents(ReportDocument report, List<Block.Table> tables) => new(
        ReportText.In(report.Language, "Contents"),
        [10, 100],
        [
            [WorkbookCell.Of(report.Title, WorkbookStyle.Title)],
            [WorkbookCell.Of(report.Subtitle, WorkbookStyle.Plain)],
            [WorkbookCell.Of(report.Note, WorkbookStyle.Plain)],
            [],
            [WorkbookCell.Of(ReportText.In(report.Language, "Sheet"), WorkbookStyle.Head), WorkbookCell.Of(ReportText.In(report.Language, "Table"), WorkbookStyle.Head)],
            .. tables.Select((table, i) => (IReadOnlyList<WorkbookCell>)[WorkbookCell.Of((decimal)(i + 1)), WorkbookCell.Of(table.Caption)]),
        ]);

    /// <summary>Named by its number first: captions are longer than a sheet's name may be.</summary>
    private static Worksheet Sheet(Block.Table table, int number) => new(
        $"{number} {table.Caption}",
        [.. table.Columns.Select(c => 8.0 + 6 * c.Width)],
        [
            [WorkbookCell.Of(table.Caption, WorkbookStyle.Title)],
            [.. table.Columns.Select(c => WorkbookCell.Of(c.Head, WorkbookStyle.Head))],
            .. table.Rows.Concat(table.Total is { } total ? [total] : []).Select(row => (IReadOnlyList<WorkbookCell>)[.. row.Select(Written)]),
        ],
        Frozen: 2);

    private static WorkbookCell Written(TableCell cell) => cell switch
    {
        { Number: { } number } => WorkbookCell.Of(number),
        { Date: { } date } => WorkbookCell.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => WorkbookCell.Of(cell.Text),
    };
}
