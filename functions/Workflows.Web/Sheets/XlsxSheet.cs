using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Sheets;

/// <summary>Sheets of values as workbooks: protected but for the cells to fill in, with choices and last year's values.</summary>
internal static class XlsxSheet
{
    /// <summary>Title, how to fill it in, headings.</summary>
    private const int HeaderRow = 3;

    private const int Reasons = 5;

    public static byte[] Write(SheetLayout layout, Answer.Values? answer, Language language) => WorkbookFile.Write(new(
    [
        new(
            SheetText.In(language, "Sheet_Values"),
            [4, 4, 8, 44, 12, 22, 30, 14, 14, 34, 40],
            [
                [Blank, Blank, WorkbookCell.Of(layout.Title.In(language), WorkbookStyle.Title)],
                [Blank, Blank, WorkbookCell.Of(SheetText.In(language, "How"), WorkbookStyle.Plain)],
                [.. Enum.GetValues<SheetColumn>().Select(c => WorkbookCell.Of(SheetText.In(language, $"Column_{c}"), WorkbookStyle.Head))],
                .. layout.Filled(answer).Select(f => Row(layout, f.Line, f.Value, f.Reason, language)),
            ],
            HeaderRow,
            [1, 2],
            IsProtected: true,
            [.. Rules(layout, language)]),
        DataDictionary.Sheet(layout.Owed, layout.Dimensions, language),
        new(
            SheetText.In(language, "Sheet_Lists"),
            [60],
            [.. Enumerable.Range(1, Reasons).Select(i => (IReadOnlyList<WorkbookCell>)[WorkbookCell.Of(SheetText.In(language, $"Reason_{i}"))])],
            IsHidden: true),
    ]));

    public static SheetResult<Answer.Values> Read(SheetLayout layout, ReadOnlyMemory<byte> file)
    {
        var name = SheetText.Of("Sheet_Values");
        var read = WorkbookReader.Read(file, sheet => sheet == name.Bg || sheet == name.En);
        if (read.Value is null)
            return new(null, read.Faults);
        if (read.Value is not [var sheet])
            return new SheetFault("", 0, 0, new(SheetText.In(Language.Bg, "File_NoSheet", name.Bg), SheetText.In(Language.En, "File_NoSheet", name.En))).Refusing<Answer.Values>();
        if (sheet.Merged is { } merged)
            return SheetFaultAt(sheet.Name, merged).Refusing<Answer.Values>();
        return ValueTableReader.Read(layout, new(sheet.Name, HeaderRow, sheet.Rows, TypedNumbers: true, DecimalComma: false));
    }

    private static WorkbookCell Blank => WorkbookCell.Of((string?)null, WorkbookStyle.Plain);

    private static IReadOnlyList<WorkbookCell> Row(SheetLayout layout, SheetLine line, IndicatorValue? value, string? reason, Language language)
    {
        var isValue = line.Check is null;
        return
        [
            WorkbookCell.Of(layout.Id),
            WorkbookCell.Of(line.Key),
            WorkbookCell.Of(line.Indicator.Code),
            WorkbookCell.Of(line.Indicator.Name.In(language)),
            WorkbookCell.Of(line.Indicator.Unit.In(language)),
            WorkbookCell.Of(line.Dimension?.Name.In(language) ?? SheetText.In(language, "Total")),
            WorkbookCell.Of(SheetNames.Part(line, language)),
            WorkbookCell.Of(line.LastYear),
            WorkbookCell.Of(value?.Value, isValue ? WorkbookStyle.InputNumber : WorkbookStyle.Number),
            WorkbookCell.Of(value?.NoData, isValue ? WorkbookStyle.InputText : WorkbookStyle.Text),
            WorkbookCell.Of(isValue ? value?.Comment : reason, WorkbookStyle.InputText),
        ];
    }

    private static IEnumerable<InputRule> Rules(SheetLayout layout, Language language)
    {
        var rows = layout.Lines.Select((line, i) => (line, Row: HeaderRow + 1 + i)).Where(x => x.line.Check is null).ToLookup(x => x.line.Indicator.Measure is Measure.Count, x => x.Row);
        foreach (var group in rows)
        {
            var key = group.Key ? "Rule_Count" : "Rule_Number";
            yield return new InputRule.Numbers(
                string.Join(' ', group.Select(row => $"I{row}")), SheetText.In(language, key), group.Key, SheetText.In(language, $"{key}_Refused"));
        }

        yield return new InputRule.Choices(
            string.Join(' ', rows.SelectMany(g => g).Order().Select(row => $"J{row}")),
            SheetText.In(language, "Rule_Reason"),
            $"'{SheetText.In(language, "Sheet_Lists")}'!$A$1:$A${Reasons}");
    }

    private static SheetFault SheetFaultAt(string sheet, string merged)
    {
        var first = merged.Split(':')[0];
        var column = first.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1);
        return new(sheet, int.TryParse(first.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), out var row) ? row : 1, column, SheetText.Of("Cells_Merged", merged));
    }
}
