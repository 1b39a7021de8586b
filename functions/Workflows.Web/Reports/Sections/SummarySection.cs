using Workflows.Core.Reports;

namespace Workflows.Web.Reports.Sections;

/// <summary>The year in a dozen figures.</summary>
internal static class SummarySection
{
    public static IEnumerable<Block> Of(YearFacts facts, Words words) => [new Block.Heading(1, words.T("Chapter_Summary")), .. Table(facts, words)];

    public static IEnumerable<Block> Table(YearFacts facts, Words words)
    {
        var (tasks, goals) = (facts.Tally, facts.Goals.Whole);
        yield return new Block.Table(words.T("Caption_Summary"), [words.Head("What", 4), words.Number("Count")],
        [
            [words.T("Summary_Tasks"), tasks.All],
            [words.T("Summary_InTime"), tasks.InTime],
            [words.T("Summary_Late"), tasks.Late],
            [words.T("Summary_Overdue"), tasks.Overdue],
            [words.T("Summary_Open"), tasks.Open],
            [words.T("Summary_Waived"), tasks.Waived],
            [words.T("Summary_Lapsed"), tasks.Lapsed],
            [words.T("Summary_Meetings"), facts.Meetings.Count],
            [words.T("Summary_Visits"), facts.Visits.Count],
            [words.T("Summary_Values"), facts.Asked.Cells],
            [words.T("Summary_Given"), facts.Asked.Given],
            [words.T("Summary_Missing"), facts.Asked.Missing.Count],
            [words.T("Summary_OnTrack"), goals.OnTrack],
            [words.T("Summary_Behind"), goals.Behind],
            [words.T("Summary_NoData"), goals.NoData],
            [words.T("Summary_Recommendations_Open"), facts.Recommendations.Count(r => r.Fate is null)],
            [words.T("Summary_Recommendations_Closed"), facts.Recommendations.Count(r => r.Fate is not null)],
            [words.T("Summary_Decisions"), facts.Decisions.Count],
        ]);
        if (goals.Effectiveness is { } share)
            yield return new Block.Paragraph(words.T("Summary_Effectiveness", goals.OnTrack, goals.OnTrack + goals.Behind, words.Figure(share)));
    }
}
