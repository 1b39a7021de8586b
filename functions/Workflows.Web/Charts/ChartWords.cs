using Workflows.Web.Pages;

namespace Workflows.Web.Charts;

/// <summary>Says what a chart shows.</summary>
public static class ChartWords
{
    /// <summary>What each line is, for under the chart.</summary>
    public static string Legend(TrendChart chart) => string.Join("; ", Parts(chart)) + ".";

    internal static string Describe(TrendChart chart)
    {
        var language = chart.Language;
        var values = chart.Points.Select(p => ChartText.In(
            language,
            p.Break ? "Point_Break" : "Point",
            p.Year,
            p.Value is { } value ? Number(chart, value) : ChartText.In(language, "NoData")));
        var sentences = new List<string> { ChartText.In(language, "Values", string.Join(", ", values)) };
        if (chart.Points.Any(p => p.Target is not null))
        {
            sentences.Add(ChartText.In(language, "Targets", string.Join(", ", chart.Points
                .Where(p => p.Target is not null)
                .Select(p => ChartText.In(language, "Point", p.Year, Number(chart, p.Target!.Value))))));
        }

        if (chart.Baseline is { } baseline)
            sentences.Add(ChartText.In(language, "Baseline", Number(chart, baseline)));
        return string.Join(' ', sentences);
    }

    private static IEnumerable<string> Parts(TrendChart chart)
    {
        yield return ChartText.In(chart.Language, chart.Form is TrendForm.Bars ? "Legend_Bars" : "Legend_Line", chart.Unit);
        if (chart.Points.Any(p => p.Target is not null))
            yield return ChartText.In(chart.Language, "Legend_Target");
        if (chart.Baseline is not null)
            yield return ChartText.In(chart.Language, "Legend_Baseline");
        if (chart.Points.Any(p => p.Break))
            yield return ChartText.In(chart.Language, "Legend_Break");
    }

    private static string Number(TrendChart chart, decimal value) => $"{Figures.Number(value, chart.Language)} {chart.Unit}";
}
