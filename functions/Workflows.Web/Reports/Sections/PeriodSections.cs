using Workflows.Core.Reports;

namespace Workflows.Web.Reports.Sections;

/// <summary>The years side by side.</summary>
internal static class PeriodSections
{
    public static IEnumerable<Block> Whole(PeriodFacts facts, Words words) =>
    [
        .. Work(facts, words),
        .. Goals(facts, words),
        .. Results(facts, words),
        .. Trends(facts, words),
        .. Meetings(facts, words),
        .. VoiceSections.Decisions([.. facts.Years.SelectMany(y => y.Decisions)], words),
        .. VoiceSections.Recommendations(facts.Recommendations, words),
        .. Fates(facts, words),
        .. VoiceSections.Amendments(facts.Amendments, words),
        .. Evaluations(facts, words),
    ];

    private static IEnumerable<Block> Work(PeriodFacts facts, Words words)
    {
        var tallies = facts.Years.Select(y => y.Tally).ToList();
        yield return new Block.Heading(1, words.T("Chapter_Period"));
        yield return new Block.Table(
            words.T("Caption_Period"),
            [words.Head("What", 4), .. facts.Years.Select(y => Words.Year(y.Year)), words.Number("Total")],
            [
                Row("Summary_InTime", t => t.InTime),
                Row("Summary_Late", t => t.Late),
                Row("Summary_Overdue", t => t.Overdue),
                Row("Summary_Open", t => t.Open),
                Row("Summary_Waived", t => t.Waived),
                Row("Summary_Lapsed", t => t.Lapsed),
            ],
            Row("Summary_Tasks", t => t.All));
        yield return new Block.Table(
            words.T("Caption_Period_Other"),
            [words.Head("What", 4), .. facts.Years.Select(y => Words.Year(y.Year)), words.Number("Total")],
            [
                Count("Summary_Meetings", y => y.Meetings.Count),
                Count("Summary_Visits", y => y.Visits.Count),
                Count("Summary_Values", y => y.Asked.Cells),
                Count("Summary_Given", y => y.Asked.Given),
                Count("Summary_Missing", y => y.Asked.Missing.Count),
                Count("Summary_Decisions", y => y.Decisions.Count),
            ]);

        IReadOnlyList<TableCell> Row(string key, Func<TaskTally, int> of) => [words.T(key), .. tallies.Select(t => (TableCell)of(t)), tallies.Sum(of)];

        IReadOnlyList<TableCell> Count(string key, Func<YearFacts, int> of) => [words.T(key), .. facts.Years.Select(y => (TableCell)of(y)), facts.Years.Sum(of)];
    }

    private static IEnumerable<Block> Goals(PeriodFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Effectiveness"));
        yield return words.TableOr("None_Goals", new(
            words.T("Caption_Effectiveness"),
            [words.Head("Goal", 6), .. facts.Years.Select(y => Words.Year(y.Year)), words.Head("Standing")],
            [.. facts.Goals.Select(g => (IReadOnlyList<TableCell>)
            [
                words.T("Coded", g.Goal.Code, words.T(g.Goal.Title)), .. g.Years.Select(y => (TableCell)y.Effectiveness), words.T($"Standing_{g.Years[^1].Standing}"),
            ])]));
        yield return new Block.Paragraph(words.T("Effectiveness_Note"));
        yield return words.TableOr("None_Goals", new(
            words.T("Caption_Reached"),
            [words.Head("Goal", 6), .. facts.Years.Select(y => new Column($"{y.Year}", 2))],
            [.. facts.Goals.Select(g => (IReadOnlyList<TableCell>)
            [
                words.T("Coded", g.Goal.Code, words.T(g.Goal.Title)), .. g.Years.Select(y => (TableCell)words.T("Reached", y.OnTrack, y.OnTrack + y.Behind)),
            ])]));
    }

    private static IEnumerable<Block> Results(PeriodFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Results"));
        yield return new Block.Table(
            words.T("Caption_Results"),
            [words.Head("Code", 1), words.Head("Indicator", 6), words.Head("Unit", 2), words.Number("Baseline"), .. facts.Years.Select(y => Words.Year(y.Year)), words.Number("Change"), words.Head("Standing")],
            [.. facts.Indicators.Select(i => (IReadOnlyList<TableCell>)
            [
                i.Indicator.Code, words.T(i.Indicator.Name), words.T(i.Indicator.Unit), i.Series.Baseline.Value,
                .. i.Years.Select(y => (TableCell)y.Figure.Value), i.Change, words.T($"Standing_{i.Years[^1].Standing}"),
            ])]);
        yield return new Block.Table(
            words.T("Caption_Targets_Period"),
            [words.Head("Code", 1), words.Head("Indicator", 6), words.Head("Unit", 2), .. facts.Years.Select(y => Words.Year(y.Year))],
            [.. facts.Indicators.Where(i => i.Years.Any(y => y.Target is not null)).Select(i => (IReadOnlyList<TableCell>)
                [i.Indicator.Code, words.T(i.Indicator.Name), words.T(i.Indicator.Unit), .. i.Years.Select(y => (TableCell)y.Target)])]);
    }

    private static IEnumerable<Block> Trends(PeriodFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Trends"));
        foreach (var indicator in facts.Indicators)
        {
            if (IndicatorSections.Trend(indicator.Series, facts.Through, words) is not { HasValues: true } chart)
                continue;
            yield return new Block.Heading(2, words.T("Coded", indicator.Indicator.Code, words.T(indicator.Indicator.Name)));
            yield return new Block.Picture(chart);
            foreach (var block in IndicatorSections.Breaks(indicator.Series, facts.Through, words))
                yield return block;
        }
    }

    private static IEnumerable<Block> Meetings(PeriodFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Section_Meetings"));
        yield return words.TableOr("None_Meetings", new(
            words.T("Caption_Meetings_Period"),
            [words.Head("Date"), words.Head("Occasion", 4), words.Head("Place", 3), words.Number("People")],
            [.. facts.Years.SelectMany(y => y.Meetings).Select(m => (IReadOnlyList<TableCell>)[m.Date, words.T(m.Occasion), m.Place, m.People])]));
    }

    private static IEnumerable<Block> Fates(PeriodFacts facts, Words words)
    {
        var years = facts.Years.Select(y => facts.Recommendations.Where(r => r.Year == y.Year).ToList()).ToList();
        yield return new Block.Table(
            words.T("Caption_Fates"),
            [words.Head("Fate", 3), .. facts.Years.Select(y => Words.Year(y.Year)), words.Number("Total")],
            [
                Row(words.T("Fate_Open"), r => r.Fate is null),
                .. Enum.GetValues<Core.Engine.RecommendationFate>().Select(fate => Row(words.T($"Fate_{fate}"), r => r.Fate == fate)),
            ],
            Row(words.T("Total"), _ => true));

        IReadOnlyList<TableCell> Row(string name, Func<RecommendationFact, bool> which) =>
            [name, .. years.Select(y => (TableCell)y.Count(which)), facts.Recommendations.Count(which)];
    }

    private static IEnumerable<Block> Evaluations(PeriodFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Evaluations"));
        yield return words.TableOr("None_Evaluations", new(
            words.T("Caption_Evaluations"),
            [words.Head("Contract"), words.Head("Date"), words.Head("Evaluators", 5), words.Head("Report", 3)],
            [.. facts.Evaluations.Select(e => (IReadOnlyList<TableCell>)
            [
                e.Evaluation.ContractNumber,
                e.Evaluation.ContractDate,
                string.Join("; ", e.Evaluation.Evaluators.Select(x => words.T("Evaluator", x.Name, x.Organisation))),
                e.Evaluation.Report.Name,
            ])]));
    }
}
