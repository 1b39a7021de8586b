namespace Workflows.Web.Workbooks;

/// <summary>A workbook to be written: sheets of texts and numbers, never of formulas.</summary>
public sealed record Workbook(IReadOnlyList<Worksheet> Sheets);

/// <param name="Name">Made fit for a workbook when it is written: 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Widths">Of the columns, in characters.</param>
/// <param name="Frozen">Rows that stay in view.</param>
/// <param name="Hidden">Columns that are not shown, counted from 1.</param>
/// <param name="IsProtected">Only cells for input can be changed. There is no password: it guards against slips.</param>
/// <param name="IsHidden">Not shown, such as a list of choices.</param>
public sealed record Worksheet(
    string Name,
    IReadOnlyList<double> Widths,
    IReadOnlyList<IReadOnlyList<WorkbookCell>> Rows,
    int Frozen = 0,
    IReadOnlyList<int>? Hidden = null,
    bool IsProtected = false,
    IReadOnlyList<InputRule>? Rules = null,
    bool IsHidden = false);

/// <param name="Text">Set for a text.</param>
/// <param name="Number">Set for a number; a cell with neither is empty.</param>
public readonly record struct WorkbookCell(WorkbookStyle Style, string? Text, decimal? Number)
{
    public static WorkbookCell Of(string? text, WorkbookStyle style = WorkbookStyle.Text) => new(style, text, null);

    public static WorkbookCell Of(decimal? number, WorkbookStyle style = WorkbookStyle.Number) => new(style, null, number);
}

/// <summary>The order is that of the cell formats in the file.</summary>
public enum WorkbookStyle
{
    Plain,
    Title,
    Head,
    Text,
    Number,
    InputNumber,
    InputText,
}

/// <summary>What may be typed into some cells.</summary>
/// <param name="Cells">Such as <c>I4:I9 I12</c>.</param>
/// <param name="Message">Shown while the cell is filled in.</param>
public abstract record InputRule(string Cells, string Message)
{
    /// <param name="Whole">Whole numbers from zero on.</param>
    public sealed record Numbers(string Cells, string Message, bool Whole, string Refusal) : InputRule(Cells, Message);

    /// <summary>Choices that are offered; anything else may be typed too.</summary>
    /// <param name="Source">Such as <c>Списъци!$A$1:$A$5</c>.</param>
    public sealed record Choices(string Cells, string Message, string Source) : InputRule(Cells, Message);
}
