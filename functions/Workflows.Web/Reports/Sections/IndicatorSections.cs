using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Web.Charts;

namespace Workflows.Web.Reports.Sections;

/// <summary>What was measured: all indicators in one table, each with its trend and breakdowns, and the goals they stand for.</summary>
internal static class IndicatorSections
{
    public static IEnumerable<Block> Overview(YearFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Indicators"));
        yield return words.TableOr("None_Indicators", new(
            words.T("Caption_Indicators", facts.Year),
            [words.Head("Code", 1), words.Head("Indicator", 6), words.Head("Unit", 2), words.Number("Baseline"), words.Number("LastYear"), words.Number("ThisYear"), words.Number("Target"), words.Head("Standing")],
            [.. facts.Indicators.Select(i => (IReadOnlyList<TableCell>)
            [
                i.Indicator.Code, words.T(i.Indicator.Name), words.T(i.Indicator.Unit), i.Series.Baseline.Value, i.LastYear, words.Value(i.Figure), i.Progress.Target,
                words.T($"Standing_{i.Progress.Standing}"),
            ])]));
    }

    public static IEnumerable<Block> Each(YearFacts facts, Words words)
    {
        foreach (var fact in facts.Indicators)
        {
            yield return new Block.Heading(2, words.T("Coded", fact.Indicator.Code, words.T(fact.Indicator.Name)));
            if (fact.Indicator.Method is { } method)
                yield return new Block.Paragraph(words.T("Method", words.T(method)));
            if (Trend(fact.Series, facts.Year, words) is { HasValues: true } chart)
                yield return new Block.Picture(chart);
            foreach (var block in Breaks(fact.Series, facts.Year, words))
                yield return block;
            if (fact.Figure.Comment is { } comment)
                yield return new Block.Paragraph(words.T(fact.Leaps ? "Comment_Leap" : "Comment", comment));
            foreach (var breakdown in fact.Breakdowns.Where(b => b.Parts.Any(p => p.Figure.From.Count > 0)))
                yield return Breakdown(fact, breakdown, facts.Year, words);
        }
    }

    public static IEnumerable<Block> Goals(YearFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Goals"));
        yield return words.TableOr("None_Goals", new(
            words.T("Caption_Goals", facts.Year),
            [words.Head("Goal", 6), words.Number("OnTrack"), words.Number("Behind"), words.Number("NoData"), words.Number("Effectiveness"), words.Head("Standing")],
            [.. from priority in facts.Goals.Priorities from goal in priority.Goals select Row(words.T("Coded", goal.Goal.Code, words.T(goal.Goal.Title)), goal.Progress, words)]));
        if (facts.Goals.Priorities.Count > 0)
        {
            yield return new Block.Table(
                words.T("Caption_Priorities", facts.Year),
                [words.Head("Priority", 6), words.Number("OnTrack"), words.Number("Behind"), words.Number("NoData"), words.Number("Effectiveness"), words.Head("Standing")],
                [.. facts.Goals.Priorities.Select(p => Row(words.T("Coded", p.Priority.Code, words.T(p.Priority.Title)), p.Progress, words))]);
        }

        yield return new Block.Paragraph(words.T("Goals_Note"));
    }

    /// <summary>Up to the year; targets go on, because they were set before.</summary>
    internal static TrendChart Trend(Series series, int through, Words words)
    {
        var chart = TrendChart.Of(series, words.T("Trend", series.Indicator.Code, words.T(series.Indicator.Name)), words.Language);
        return chart with { Points = [.. chart.Points.Select(p => p.Year <= through ? p : p with { Value = null, Break = false })] };
    }

    /// <summary>Where the series breaks because the indicator is counted otherwise since.</summary>
    internal static IEnumerable<Block> Breaks(Series series, int through, Words words) => series.Years
        .Where(p => p.Break && p.Year <= through)
        .Select(p => new Block.Paragraph(words.T("Break", p.Year, p.Figure.Definition.Revision is { } revision ? words.T(revision.Change) : "")));

    private static Block.Table Breakdown(IndicatorFact fact, BreakdownFact breakdown, int year, Words words)
    {
        var reason = breakdown.Reason is { } said ? words.T("Difference", said) : null;
        return new(
            words.T("Caption_Breakdown", fact.Indicator.Code, words.T(breakdown.Dimension.Name), year),
            [new(words.T(breakdown.Dimension.Name), 4), new(words.T(fact.Indicator.Unit), 2, IsNumber: true), words.Head("Note", 4)],
            [.. breakdown.Parts.Select(p => (IReadOnlyList<TableCell>)
                [words.T(p.Part.Name), p.Figure.Value, p.Figure.Value is null ? words.WhyNone(p.Figure.Reading) : p.Figure.Comment])],
            [words.T("Total"), fact.Figure.Value, reason ?? (breakdown.Sum is null && fact.Figure.Value is not null ? words.T("Not_Summed") : null)]);
    }

    private static IReadOnlyList<TableCell> Row(string name, GroupProgress progress, Words words) =>
        [name, progress.OnTrack, progress.Behind, progress.NoData, progress.Effectiveness, words.T($"Standing_{progress.Standing}")];
}
