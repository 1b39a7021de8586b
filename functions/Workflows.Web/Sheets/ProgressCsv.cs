using Workflows.Core;
using Workflows.Core.Indicators;

namespace Workflows.Web.Sheets;

/// <summary>Progress against the targets of a year as a file, a line for each indicator.</summary>
internal static class ProgressCsv
{
    private static readonly string[] Columns = ["Year", "Priority", "Goal", "Id", "Code", "Indicator", "Unit", "Value", "NoData", "Target", "Share", "Standing", "State"];

    public static byte[] Write(IndicatorDatabase database, YearProgress progress, Language language, bool commas = false) => CsvText.Write(
        progress.Indicators.Select(p => Row(database, progress, p, language)).Prepend([.. Columns.Select(c => (object)SheetText.In(language, $"View_{c}"))]), commas);

    private static IReadOnlyList<object?> Row(IndicatorDatabase database, YearProgress progress, IndicatorProgress p, Language language) =>
    [
        progress.Year,
        progress.Priorities.FirstOrDefault(x => x.Goals.Any(g => g.Goal.Code == p.Indicator.Goal))?.Priority.Code,
        p.Indicator.Goal,
        p.Indicator.Id.Value,
        p.Indicator.Code,
        p.Indicator.Name.In(language),
        p.Indicator.Unit.In(language),
        p.Figure.Value,
        ReadingText.WhyNone(database, p.Figure.Reading, language),
        p.Target,
        p.Share,
        SheetText.In(language, $"Standing_{p.Standing}"),
        p.Figure.State is { } state ? SheetText.In(language, $"State_{state}") : null,
    ];
}

/// <summary>One indicator over the years, in total and by every part, as a file.</summary>
internal static class SeriesCsv
{
    private static readonly string[] Columns = ["Id", "Code", "Indicator", "Unit", "Breakdown", "Part", "Point", "Value", "NoData", "Target", "Break", "Leaps", "State"];

    public static byte[] Write(IndicatorDatabase database, IReadOnlyList<Series> series, Language language, bool commas = false) => CsvText.Write(
        series.SelectMany(s => Rows(database, s, language)).Prepend([.. Columns.Select(c => (object)SheetText.In(language, $"View_{c}"))]), commas);

    private static IEnumerable<IReadOnlyList<object?>> Rows(IndicatorDatabase database, Series series, Language language)
    {
        yield return Row(series, SheetText.In(language, "Point_Baseline"), series.Baseline, null, null, null);
        foreach (var p in series.Years)
            yield return Row(series, p.Year, p.Figure, p.Target, p.Break, p.Leaps);

        IReadOnlyList<object?> Row(Series s, object point, Figure figure, decimal? target, bool? broken, bool? leaps)
        {
            var dimension = database.Strategy.Dimensions.FirstOrDefault(d => d.Id == s.Cell.Dimension);
            return
            [
                s.Indicator.Id.Value, s.Indicator.Code, s.Indicator.Name.In(language), s.Indicator.Unit.In(language),
                dimension?.Name.In(language) ?? SheetText.In(language, "Total"),
                dimension?.Parts.FirstOrDefault(p => p.Id == s.Cell.Part)?.Name.In(language),
                point, figure.Value, ReadingText.WhyNone(database, figure.Reading, language), target, YesNo(broken), YesNo(leaps),
                figure.State is { } state ? SheetText.In(language, $"State_{state}") : null,
            ];
        }

        string? YesNo(bool? value) => value is { } known ? SheetText.In(language, known ? "Yes" : "No") : null;
    }
}
