using System.Globalization;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;

namespace Workflows.Web.Sheets;

/// <summary>Reads a filled-in table against the layout it was made from, cell by cell. Everything that is wrong is said at once.</summary>
internal sealed class ValueTableReader
{
    /// <summary>So many faults tell enough; a file of another kind would have thousands.</summary>
    private const int MostFaults = 100;

    /// <summary>Longest reason or comment, in characters.</summary>
    private const int MostText = 2_000;

    private readonly SheetLayout _layout;
    private readonly ValueTable _table;
    private readonly Dictionary<string, SheetLine> _lines;
    private readonly Dictionary<string, int> _rows = [];
    private readonly List<SheetFault> _faults = [];
    private readonly Dictionary<string, IndicatorValue> _values = [];
    private readonly Dictionary<string, Difference> _differences = [];

    private ValueTableReader(SheetLayout layout, ValueTable table) =>
        (_layout, _table, _lines) = (layout, table, layout.Lines.ToDictionary(l => l.Key));

    public static SheetResult<Answer.Values> Read(SheetLayout layout, ValueTable table) => new ValueTableReader(layout, table).Read();

    private SheetResult<Answer.Values> Read()
    {
        if (!CheckHeader())
            return Result(null);
        foreach (var row in _table.Rows.Where(r => r.Number > _table.HeaderRow && !r.IsEmpty))
        {
            ReadRow(row);
            if (_faults.Count >= MostFaults)
                return Result(null);
        }

        foreach (var missing in _layout.Lines.Where(l => l.Check is null && !_rows.ContainsKey(l.Key)))
            Fault(_table.HeaderRow, 0, "Line_Missing", NameOf(missing));
        if (_faults.Count > 0)
            return Result(null);

        var answer = new Answer.Values(
            [.. _layout.Lines.Where(l => l.Check is null).Select(l => _values[l.Key])],
            [.. _layout.Lines.Where(l => l.Check is not null && _differences.ContainsKey(l.Key)).Select(l => _differences[l.Key])]);
        foreach (var (line, before, now) in Leaps())
            Fault(_rows[line.Key], SheetColumn.Comment, "Value_Leaps", Plain(before), Plain(now));
        foreach (var (line, sum, total) in Unequal(answer))
            Fault(_rows.GetValueOrDefault(line.Key, _table.HeaderRow), SheetColumn.Comment, "Sum_Differs", sum, total);
        return Result(_faults.Count == 0 ? answer : null);
    }

    private bool CheckHeader()
    {
        var header = _table.Rows.FirstOrDefault(r => r.Number == _table.HeaderRow);
        foreach (var column in Enum.GetValues<SheetColumn>())
        {
            var (found, wanted) = (header?[column].Text.Trim() ?? "", SheetText.Of($"Column_{column}"));
            if (found != wanted.Bg && found != wanted.En)
                Fault(_table.HeaderRow, column, "Column_Moved", Short(found), wanted);
        }

        return _faults.Count == 0;
    }

    private void ReadRow(TableRow row)
    {
        var key = row[SheetColumn.Line].Text.Trim();
        if (row[SheetColumn.Sheet].Text.Trim() != _layout.Id)
            Fault(row.Number, SheetColumn.Sheet, "Sheet_Other", Short(row[SheetColumn.Sheet].Text), _layout.Id);
        else if (!_lines.TryGetValue(key, out var line))
            Fault(row.Number, SheetColumn.Line, "Line_Unknown", Short(key));
        else if (!_rows.TryAdd(key, row.Number))
            Fault(row.Number, SheetColumn.Line, "Line_Twice", _rows[key]);
        else if (line.Check is { } dimension)
            ReadReason(row, line, dimension);
        else
            ReadValue(row, line);
    }

    private void ReadReason(TableRow row, SheetLine line, string dimension)
    {
        foreach (var column in new[] { SheetColumn.Value, SheetColumn.NoData }.Where(c => !row[c].IsEmpty))
            Fault(row.Number, column, "Check_NotHere");
        if (TextOf(row, SheetColumn.Comment) is { } reason)
            _differences[line.Key] = new(line.Indicator.Id, dimension, reason);
    }

    private void ReadValue(TableRow row, SheetLine line)
    {
        var before = _faults.Count;
        var (number, reason) = (NumberOf(row, line), TextOf(row, SheetColumn.NoData));
        if (_faults.Count == before && number is null && reason is null)
            Fault(row.Number, SheetColumn.Value, "Value_Missing");
        if (number is not null && reason is not null)
            Fault(row.Number, SheetColumn.NoData, "Value_AndReason");
        _values[line.Key] = new(line.Indicator.Id, line.Cell.Dimension, line.Cell.Part, number, reason, TextOf(row, SheetColumn.Comment));
    }

    private decimal? NumberOf(TableRow row, SheetLine line)
    {
        var cell = row[SheetColumn.Value];
        if (cell.IsEmpty)
            return null;
        var text = cell.Text.Trim();
        var fault = cell.Kind switch
        {
            TableCellKind.Formula => "Value_Formula",
            TableCellKind.Error => "Value_Error",
            TableCellKind.Text when _table.TypedNumbers => "Value_Text",
            _ => null,
        };
        if (fault is not null)
        {
            Fault(row.Number, SheetColumn.Value, fault, Short(text));
            return null;
        }

        if (_table.DecimalComma && text.Count(c => c == ',') == 1 && !text.Contains('.'))
            text = text.Replace(',', '.');
        // A workbook writes large and small numbers with an exponent.
        var styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | (_table.TypedNumbers ? NumberStyles.AllowExponent : 0);
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
        {
            var huge = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && Math.Abs(size) > (double)ValueSheet.Limit;
            Fault(row.Number, SheetColumn.Value, huge ? "Value_TooLarge" : text.Contains(',') ? "Value_Comma" : "Value_Text", Short(text));
            return null;
        }

        if (Math.Abs(number) > ValueSheet.Limit)
            Fault(row.Number, SheetColumn.Value, "Value_TooLarge", Short(text));
        else if (line.Indicator.Measure is Measure.Count && (number < 0 || number != decimal.Truncate(number)))
            Fault(row.Number, SheetColumn.Value, "Value_NotACount", Short(text));
        return number;
    }

    private string? TextOf(TableRow row, SheetColumn column)
    {
        var cell = row[column];
        if (cell.IsEmpty)
            return null;
        if (cell.Kind is TableCellKind.Formula or TableCellKind.Error)
            Fault(row.Number, column, "Text_Formula");
        else if (cell.Text.Length > MostText)
            Fault(row.Number, column, "Text_TooLong", MostText);
        else if (cell.Text.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || char.IsSurrogate(c) && !IsPaired(cell.Text)))
            Fault(row.Number, column, "Text_Control");
        return cell.Text;
    }

    private static bool IsPaired(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    private IEnumerable<(SheetLine Line, decimal Sum, string Total)> Unequal(Answer.Values answer)
    {
        var values = answer.Cells.ToDictionary(c => (c.Indicator, c.Cell), c => c.Value);
        foreach (var line in _layout.Lines.Where(l => l.Check is not null && !_differences.ContainsKey(l.Key)))
        {
            var parts = line.Dimension!.Parts.Select(p => values[(line.Indicator.Id, new(line.Check, p.Id))]).ToList();
            var total = values[(line.Indicator.Id, Cell.Total)];
            if (!ValueSheet.Agree(total, parts))
                yield return (line, parts.Sum() ?? 0, total is { } known ? Plain(known) : "–");
        }
    }

    /// <summary>Totals more than half away from last year's, of which nobody says why.</summary>
    private IEnumerable<(SheetLine Line, decimal Before, decimal Now)> Leaps() =>
        from line in _layout.Lines
        where line.Check is null && line.Cell.IsTotal
        let value = _values[line.Key]
        where value.Comment is null
        from before in line.LastYear is { } last ? [last] : Array.Empty<decimal>()
        from now in value.Value is { } given ? [given] : Array.Empty<decimal>()
        where Outlier.Is(before, now)
        select (line, before, now);

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static LocalText NameOf(SheetLine line)
    {
        var part = line.Dimension?.Parts.FirstOrDefault(p => p.Id == line.Cell.Part)?.Name;
        return new($"{line.Indicator.Code} {line.Indicator.Name.Bg} {part?.Bg}".Trim(), $"{line.Indicator.Code} {line.Indicator.Name.En} {part?.En}".Trim());
    }

    private void Fault(int row, SheetColumn column, string key, params object[] arguments) => Fault(row, (int)column + 1, key, arguments);

    private void Fault(int row, int column, string key, params object[] arguments) => _faults.Add(new(
        _table.Sheet, row, column, new(
            SheetText.In(Language.Bg, key, [.. arguments.Select(a => (a as LocalText)?.Bg ?? a)]),
            SheetText.In(Language.En, key, [.. arguments.Select(a => (a as LocalText)?.En ?? a)]))));

    private SheetResult<Answer.Values> Result(Answer.Values? answer) => new(answer, _faults);

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
