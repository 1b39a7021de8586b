namespace Workflows.Web.Sheets;

/// <summary>What stands in a cell of a file, before anybody says what it means.</summary>
/// <param name="Content">As it stands, numbers with a decimal point; empty for an empty cell.</param>
/// <param name="Kind">What the file says it is.</param>
public readonly record struct TableCell(string? Content, TableCellKind Kind)
{
    public string Text => Content ?? "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Kind is not TableCellKind.Formula;
}

public enum TableCellKind
{
    Text,
    Number,
    Formula,
    Error,
}

/// <param name="Number">Of the row in its file, counted from 1.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells)
{
    public TableCell this[SheetColumn column] => (int)column < Cells.Count ? Cells[(int)column] : default;

    public bool IsEmpty => Cells.All(c => c.IsEmpty);
}

/// <summary>The rows of one sheet, wherever they were read from.</summary>
/// <param name="Sheet">Name of the sheet within a workbook; empty for other files.</param>
/// <param name="HeaderRow">Where its column headings belong, counted from 1.</param>
/// <param name="TypedNumbers">Numbers are cells of their own kind, as in a workbook, so that a number written as text is a slip.</param>
/// <param name="DecimalComma">Whether a number may have a decimal comma.</param>
public sealed record ValueTable(string Sheet, int HeaderRow, IReadOnlyList<TableRow> Rows, bool TypedNumbers, bool DecimalComma);
