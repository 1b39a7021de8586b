using Workflows.Core;

namespace Workflows.Web.Sheets;

/// <summary>What is wrong in a file of values, and where.</summary>
/// <param name="Sheet">Of the workbook; empty where a file has only one, or the whole file is meant.</param>
/// <param name="Row">Counted from 1; 0 for the whole file.</param>
/// <param name="Column">Counted from 1; 0 for the whole row.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record SheetFault(string Sheet, int Row, int Column, LocalText Message)
{
    /// <summary>As spreadsheets name it: <c>I12</c>.</summary>
    public string Cell => Row == 0 ? "" : Column == 0 ? $"{Row}" : $"{ColumnName(Column)}{Row}";

    /// <summary>A whole file that cannot be read.</summary>
    public static SheetFault OfFile(string key, params object[] arguments) => new("", 0, 0, SheetText.Of(key, arguments));

    public string In(Language language) => Cell.Length == 0 ? Message.In(language) : $"{(Sheet.Length == 0 ? "" : $"{Sheet}, ")}{Cell}: {Message.In(language)}";

    public SheetResult<T> Refusing<T>()
        where T : class => new(null, [this]);

    private static string ColumnName(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
            name = (char)('A' + (column - 1) % 26) + name;
        return name;
    }
}

/// <summary>Either what was read, or everything that is wrong with it.</summary>
public sealed record SheetResult<T>(T? Value, IReadOnlyList<SheetFault> Faults)
    where T : class;
