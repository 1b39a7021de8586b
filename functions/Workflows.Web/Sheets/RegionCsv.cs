using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Web.Regions;

namespace Workflows.Web.Sheets;

/// <summary>What a caller may see of a region, as files.</summary>
internal static class RegionCsv
{
    private static readonly string[] Columns = ["Year", "Id", "Code", "Indicator", "Unit", "Own", "Region", "Regional", "Corrected", "Reporting", "Others", "Rank"];
    private static readonly string[] RankingColumns = ["Year", "Id", "Code", "Indicator", "Unit", "Rank", "Municipality", "Value"];

    public static byte[] Write(IEnumerable<RegionalLine> lines, Language language, bool commas = false) => CsvText.Write(
        lines.Select(l => (IReadOnlyList<object?>)
        [
            l.Year, l.Indicator.Id.Value, l.Indicator.Code, l.Indicator.Name.In(language), l.Indicator.Unit.In(language), l.Own, l.Region,
            SheetText.In(language, $"Regional_{l.Standing}"), SheetText.In(language, l.Corrected ? "Yes" : "No"), l.Reporting, l.Others, l.Rank,
        ]).Prepend(Head(Columns, language)), commas);

    public static byte[] Write(Indicator indicator, int year, IEnumerable<RankedLine> ranking, Language language, bool commas = false) => CsvText.Write(
        ranking.Select(r => (IReadOnlyList<object?>)
        [
            year, indicator.Id.Value, indicator.Code, indicator.Name.In(language), indicator.Unit.In(language), r.Rank, r.Municipality.In(language), r.Value,
        ]).Prepend(Head(RankingColumns, language)), commas);

    private static object?[] Head(string[] columns, Language language) => [.. columns.Select(c => (object)SheetText.In(language, $"View_{c}"))];
}
