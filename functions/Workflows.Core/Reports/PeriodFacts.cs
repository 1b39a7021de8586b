using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>The years of a strategy side by side.</summary>
/// <param name="Through">The last year that is looked at.</param>
/// <param name="Recommendations">All of them.</param>
/// <param name="Amendments">Every version of the strategy after the first.</param>
public sealed record PeriodFacts(
    Strategy Strategy,
    int Through,
    DateOnly AsOf,
    IReadOnlyList<YearFacts> Years,
    IReadOnlyList<PeriodIndicator> Indicators,
    IReadOnlyList<PeriodGoal> Goals,
    IReadOnlyList<RecommendationFact> Recommendations,
    IReadOnlyList<EvaluationFact> Evaluations,
    IReadOnlyList<StrategyVersion> Amendments)
{
    public static PeriodFacts Of(StrategyHistory history, int through, DateOnly today)
    {
        var strategy = history.Strategy;
        IReadOnlyList<YearFacts> years =
            [.. Enumerable.Range(strategy.Period.FirstYear, through - strategy.Period.FirstYear + 1).Select(y => YearFacts.Of(history, y, today))];
        var workflows = years.SelectMany(y => YearFacts.WorkflowsOf(history, y.Year)).ToList();
        return new(
            strategy,
            through,
            today,
            years,
            [.. strategy.Indicators.Select((indicator, i) => new PeriodIndicator(
                indicator, Series.Of(history.Indicators, indicator.Id), [.. years.Select(y => y.Goals.Indicators[i])]))],
            [.. strategy.Priorities.SelectMany((priority, p) => priority.Goals.Select((goal, g) => new PeriodGoal(
                priority, goal, [.. years.Select(y => y.Goals.Priorities[p].Goals[g].Progress)])))],
            [.. workflows.SelectMany(RecommendationFact.Of)],
            [.. workflows.SelectMany(EvaluationFact.Of)],
            [.. history.Versions.Where(v => v.Number > 1)]);
    }
}

/// <param name="Years">One for each year of the report, in order.</param>
public sealed record PeriodIndicator(Indicator Indicator, Series Series, IReadOnlyList<IndicatorProgress> Years)
{
    /// <summary>From the baseline to the last year that has a number and can be held against it; null where nothing can.</summary>
    public decimal? Change =>
        Series.Baseline.Value is { } baseline
        && Series.Years.Take(Years.Count).TakeWhile(p => !p.Break).LastOrDefault(p => p.Value is not null)?.Value is { } value
            ? value - baseline
            : null;
}

/// <param name="Years">One for each year of the report, in order.</param>
public sealed record PeriodGoal(Priority Priority, Goal Goal, IReadOnlyList<GroupProgress> Years);

/// <summary>An external evaluation that was delivered.</summary>
public sealed record EvaluationFact(WorkflowId Workflow, int Year, DateOnly On, Answer.Evaluation Evaluation)
{
    internal static IEnumerable<EvaluationFact> Of(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is TaskStatus.Accepted
        let answer = task.Received[^1].Submission.Answer as Answer.Evaluation
        where answer is not null
        select new EvaluationFact(w.Id, w.Context.Year, Calendar.CivilTime.DateOf(task.Received[^1].At), answer);
}
