using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Web.Pages;
using Workflows.Web.Sheets;

namespace Workflows.Web.Reports;

/// <summary>Says things in one language.</summary>
internal sealed record Words(Language Language, IndicatorDatabase Database)
{
    public string T(string key, params object[] arguments) => ReportText.In(Language, key, arguments);

    public string T(LocalText text) => text.In(Language);

    public Column Head(string key, int width = 3, bool isNumber = false) => new(T($"Head_{key}"), width, isNumber);

    public Column Number(string key, int width = 2) => Head(key, width, isNumber: true);

    /// <summary>A year at the head of a column of numbers.</summary>
    public static Column Year(int year) => new($"{year}", 2, IsNumber: true);

    public string Figure(decimal value) => Figures.Number(value, Language);

    /// <summary>The number, or why there is none.</summary>
    public TableCell Value(Figure figure) => figure.Value is { } number ? number : WhyNone(figure.Reading);

    public string WhyNone(Reading reading) => ReadingText.WhyNone(Database, reading, Language) ?? "";

    public string Joined(IEnumerable<LocalText> texts) => string.Join(", ", texts.Select(T));

    /// <summary>The table, or a sentence where it would have no rows.</summary>
    public Block TableOr(string none, Block.Table table) => table.Rows.Count == 0 ? new Block.Paragraph(T(none)) : table;
}
