using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Sheets;

/// <summary>What each indicator means: within every workbook and JSON that holds values, beside every CSV.</summary>
internal static class DataDictionary
{
    private static readonly string[] Columns =
        ["Id", "Code", "Name", "Unit", "Kind", "Measure", "AddsUp", "Wanted", "Method", "Ratio", "Breakdowns", "Source", "Frequency", "Version", "Change", "Goal"];

    public static Worksheet Sheet(IReadOnlyList<Indicator> indicators, IReadOnlyList<Dimension> dimensions, Language language) => new(
        SheetText.In(language, "Sheet_Dictionary"),
        [26, 8, 44, 12, 16, 14, 12, 12, 60, 40, 30, 22, 16, 8, 40, 8],
        [
            [.. Headings(language).Select(h => WorkbookCell.Of(h, WorkbookStyle.Head))],
            .. Rows(indicators, dimensions, language).Select(row => (IReadOnlyList<WorkbookCell>)[.. row.Select(text => WorkbookCell.Of(text))]),
        ],
        Frozen: 1);

    public static IEnumerable<string> Headings(Language language) => Columns.Select(c => SheetText.In(language, $"Dictionary_{c}"));

    public static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<Indicator> indicators, IReadOnlyList<Dimension> dimensions, Language language) =>
        indicators.Select(i => (IReadOnlyList<string>)
        [
            i.Id.Value,
            i.Code,
            i.Name.In(language),
            i.Unit.In(language),
            SheetText.In(language, $"Kind_{i.Kind}"),
            SheetText.In(language, $"Measure_{i.Measure}"),
            SheetText.In(language, i.AddsUp ? "Yes" : "No"),
            SheetText.In(language, $"Wanted_{i.Wanted}"),
            i.Method?.In(language) ?? "",
            i.Ratio is { } ratio ? $"{ratio.Numerator} / {ratio.Denominator} × {ratio.Per:0.##}" : "",
            string.Join(", ", dimensions.Where(d => i.Breakdowns.Contains(d.Id)).Select(d => d.Name.In(language))),
            i.Source.Value,
            i.Frequency is { } frequency ? SheetText.In(language, $"Frequency_{frequency}") : "",
            $"{i.Version}",
            i.Revision?.Change.In(language) ?? "",
            i.Goal ?? "",
        ]);
}
