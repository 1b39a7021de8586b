using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Web.Charts;
using Workflows.Web.Pages;

namespace Workflows.Web.Reports;

/// <summary>A report in words, before it becomes a page, a document or a workbook: all three are written from this.</summary>
/// <param name="Note">What the reader should know of the report itself.</param>
/// <param name="Author">Who answers for it.</param>
/// <param name="IsWide">Its tables need the long side of the page.</param>
public sealed record ReportDocument(
    string Title, string Subtitle, string Note, string Author, Language Language, IReadOnlyList<Block> Blocks, bool IsWide = false);

public abstract record Block
{
    private Block()
    {
    }

    /// <param name="Level">1 for a chapter, 3 at the most.</param>
    public sealed record Heading(int Level, string Text) : Block;

    public sealed record Paragraph(string Text) : Block;

    /// <param name="Rows">Each as long as the columns; the first cell names the row.</param>
    /// <param name="Total">A last row that is told apart.</param>
    public sealed record Table(
        string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows, IReadOnlyList<TableCell>? Total = null) : Block;

    public sealed record Picture(TrendChart Chart) : Block;
}

/// <param name="Width">Against that of the other columns.</param>
public sealed record Column(string Head, int Width = 2, bool IsNumber = false);

/// <summary>A text, a number or a date; with none of them, empty.</summary>
public readonly record struct TableCell(string? Text, decimal? Number, DateOnly? Date)
{
    public static TableCell Empty { get; }

    public static implicit operator TableCell(string? text) => new(text, null, null);

    public static implicit operator TableCell(decimal? number) => new(null, number, null);

    public static implicit operator TableCell(decimal number) => new(null, number, null);

    public static implicit operator TableCell(int number) => new(null, number, null);

    public static implicit operator TableCell(DateOnly? date) => new(null, null, date);

    public static implicit operator TableCell(DateOnly date) => new(null, null, date);

    /// <summary>As people read it.</summary>
    public string In(Language language) =>
        Number is { } number ? Figures.Number(number, language) : Date is { } date ? CivilDate.Format(date, language) : Text ?? "";
}
