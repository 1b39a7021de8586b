using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;

namespace Workflows.Core.Reports;

/// <summary>Everything that is on record of one year of a strategy: of the workflows that belong to the year, also where they end in the next.</summary>
/// <param name="Goals">What was planned and how far it came.</param>
/// <param name="Recommendations">Raised in the year, and those of earlier years and of the earlier strategy that are still open.</param>
/// <param name="Corrections">Approved values of the year that were replaced, and values of the baseline that were replaced in the calendar year.</param>
/// <param name="Amendments">Versions of the strategy made in the calendar year.</param>
public sealed record YearFacts(
    Strategy Strategy,
    int Year,
    DateOnly AsOf,
    IReadOnlyList<TaskFact> Tasks,
    IReadOnlyList<MeetingFact> Meetings,
    IReadOnlyList<MeetingBalance> MeetingBalances,
    IReadOnlyList<VisitFact> Visits,
    AskedValues Asked,
    IReadOnlyList<IndicatorFact> Indicators,
    YearProgress Goals,
    IReadOnlyList<Remark> Remarks,
    IReadOnlyList<OpinionFact> Opinions,
    IReadOnlyList<DecisionFact> Decisions,
    IReadOnlyList<RecommendationFact> Recommendations,
    IReadOnlyList<Correction> Corrections,
    IReadOnlyList<StrategyVersion> Amendments)
{
    public TaskTally Tally => TaskTally.Of(Tasks);

    public IReadOnlyList<InstitutionTally> Institutions => InstitutionTally.Of(Tasks);

    public static YearFacts Of(StrategyHistory history, int year, DateOnly today)
    {
        var workflows = WorkflowsOf(history, year);
        var database = history.Indicators;
        var asked = AskedValues.Of(database, workflows, year);
        var progress = YearProgress.Of(database, year);
        return new(
            history.Strategy,
            year,
            today,
            [.. RecordsOf(history, year).SelectMany(r => TaskFact.Of(r, today))],
            [.. workflows.SelectMany(MeetingFact.Of).OrderBy(m => m.Date)],
            [.. workflows.Select(MeetingBalance.Of).OfType<MeetingBalance>()],
            [.. workflows.SelectMany(VisitFact.Of).OrderBy(v => v.Date)],
            asked,
            [.. progress.Indicators.Where(p => asked.Indicators.Contains(p.Indicator.Id)).Select(p => IndicatorFact.Of(database, p, year))],
            progress,
            [.. workflows.SelectMany(Remark.Of)],
            [.. workflows.SelectMany(OpinionFact.Of).OrderBy(o => o.On)],
            [.. workflows.SelectMany(DecisionFact.Of).OrderBy(d => d.Date)],
            RecommendationsOf(history, year),
            [.. database.Corrections.Where(c => c.Point.Year == year || (c.Point.IsBaseline && c.After.From.On.Year == year))],
            [.. history.Versions.Where(v => v.Number > 1 && v.On.Year == year)]);
    }

    internal static IReadOnlyList<Workflow> WorkflowsOf(StrategyHistory history, int year) => [.. RecordsOf(history, year).Select(r => r.Workflow).OfType<Workflow>()];

    private static IOrderedEnumerable<WorkflowRecord> RecordsOf(StrategyHistory history, int year) =>
        history.Of(year).OrderBy(r => r.Workflow?.OpenedOn).ThenBy(r => r.Workflow?.Id);

    internal static IReadOnlyList<RecommendationFact> RecommendationsOf(StrategyHistory history, int year) =>
    [
        .. history.Before is { } before ? RecommendationsOf(before, before.Strategy.Period.LastYear).Where(r => r.Fate is null) : [],
        .. Enumerable.Range(history.Strategy.Period.FirstYear, year - history.Strategy.Period.FirstYear + 1)
            .SelectMany(y => WorkflowsOf(history, y))
            .SelectMany(RecommendationFact.Of)
            .Where(r => r.Year == year || r.Fate is null),
    ];
}
