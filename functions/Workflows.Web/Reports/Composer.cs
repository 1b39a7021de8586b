using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Web.Reports.Sections;

namespace Workflows.Web.Reports;

/// <summary>Puts a report into words.</summary>
public static class Composer
{
    public static ReportDocument Compose(Report report, IndicatorDatabase database, Language language)
    {
        var words = new Words(language, database);
        var strategy = report.Strategy;
        return new(
            TitleOf(report, words),
            words.T("Subtitle", strategy.Municipality.Name.In(language), strategy.Title.In(language)),
            words.T("Note", CivilDate.Format(report.AsOf, language)),
            strategy.Find(strategy.Coordinator)?.Name.In(language) ?? strategy.Municipality.Name.In(language),
            language,
            [.. report switch
            {
                Report.Yearly { Kind: ReportKind.MayorReport } yearly => Mayor(yearly.Facts, words),
                Report.Yearly { Kind: ReportKind.RegionalReport } yearly => Regional(yearly.Facts, words),
                Report.Yearly yearly => Monitoring(yearly.Facts, words),
                Report.Plan plan => PlanSections.Whole(plan.Facts, words),
                Report.Dossier dossier => PeriodSections.Whole(dossier.Facts, words),
                _ => throw new InvalidOperationException($"Nothing writes {report.Kind}."),
            }],
            IsWide: report is Report.Dossier);
    }

    private static string TitleOf(Report report, Words words) => report switch
    {
        Report.Dossier => words.T("Title_EvaluationDossier", report.Strategy.Period.FirstYear, report.Year),
        Report.Plan => words.T("Title_Plan", report.Year),
        _ => words.T($"Title_{report.Kind}", report.Year),
    };

    private static IEnumerable<Block> Monitoring(YearFacts facts, Words words) =>
    [
        .. SummarySection.Of(facts, words),
        .. PlannedSection.Of(facts.Strategy, words),
        .. WorkSections.Done(facts, words),
        .. WorkSections.Gatherings(facts, words),
        .. IndicatorSections.Overview(facts, words),
        .. IndicatorSections.Each(facts, words),
        .. IndicatorSections.Goals(facts, words),
        .. GapSections.Of(facts, words),
        .. VoiceSections.Remarks(facts, words),
        .. VoiceSections.Recommendations(facts.Recommendations, words),
        .. VoiceSections.Decisions(facts.Decisions, words),
        .. VoiceSections.Opinions(facts.Opinions, words),
        .. VoiceSections.Amendments(facts.Amendments, words),
    ];

    /// <summary>The council reads results, not who answered when.</summary>
    private static IEnumerable<Block> Mayor(YearFacts facts, Words words) =>
    [
        .. SummarySection.Of(facts, words),
        .. PlannedSection.Of(facts.Strategy, words),
        .. WorkSections.Institutions(facts, words),
        .. WorkSections.Gatherings(facts, words),
        .. IndicatorSections.Goals(facts, words),
        .. IndicatorSections.Overview(facts, words),
        .. VoiceSections.Remarks(facts, words),
        .. VoiceSections.Recommendations(facts.Recommendations, words),
        .. VoiceSections.Decisions(facts.Decisions, words),
        .. VoiceSections.Amendments(facts.Amendments, words),
    ];

    private static IEnumerable<Block> Regional(YearFacts facts, Words words) =>
    [
        new Block.Heading(1, words.T("Chapter_Regional_Done")),
        .. SummarySection.Table(facts, words),
        .. VoiceSections.Remarks(facts, words, Telling.Done, 2),
        .. IndicatorSections.Goals(facts, words),
        .. IndicatorSections.Overview(facts, words),
        new Block.Heading(1, words.T("Chapter_Regional_Difficulties")),
        .. VoiceSections.Remarks(facts, words, Telling.Difficulty, 2),
        .. GapSections.Late(facts, words, 2),
        new Block.Heading(1, words.T("Chapter_Regional_Proposals")),
        .. VoiceSections.Remarks(facts, words, Telling.Proposal, 2),
        .. VoiceSections.Recommendations(facts.Recommendations, words),
    ];
}
