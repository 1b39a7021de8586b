using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Core.Reports;

/// <summary>What the strategy and its templates lay down for a year to come, and what is carried into it.</summary>
/// <param name="Year">The year that is planned.</param>
/// <param name="Recommendations">Of the year before: open ones, and those that were adopted.</param>
/// <param name="Proposals">What the answers of the year before proposed.</param>
public sealed record PlanFacts(
    Strategy Strategy,
    int Year,
    DateOnly AsOf,
    IReadOnlyList<PlannedStep> Steps,
    IReadOnlyList<TargetFact> Targets,
    IReadOnlyList<RecommendationFact> Recommendations,
    IReadOnlyList<Remark> Proposals)
{
    public static PlanFacts Of(StrategyHistory history, int year, DateOnly today, Func<TemplateId, Template?> published)
    {
        var strategy = history.Strategy;
        return new(
            strategy,
            year,
            today,
            [.. PlannedStep.Of(history, year, published)],
            [.. strategy.Indicators.Select(i => TargetFact.Of(history.Indicators, i, year)).Where(t => t.Target is not null)],
            [.. YearFacts.RecommendationsOf(history, year - 1).Where(r => r.Fate is null or RecommendationFate.Adopted)],
            [.. YearFacts.WorkflowsOf(history, year - 1).SelectMany(Remark.Of).Where(r => r.Telling is Telling.Proposal)]);
    }
}

/// <param name="Due">Where the rule names a day; null where it depends on when other steps pass.</param>
/// <param name="Times">Tasks of the step: how many meetings, or visits to how many services times how often.</param>
/// <param name="Indicators">How many each source is asked for, where values are gathered.</param>
public sealed record PlannedStep(
    LocalText Workflow, LocalText Title, StepKind Kind, IReadOnlyList<LocalText> Owners, DateOnly? Due, int Times, IReadOnlyList<SourceAsked> Indicators)
{
    internal static IEnumerable<PlannedStep> Of(StrategyHistory history, int year, Func<TemplateId, Template?> published)
    {
        var strategy = history.Strategy;
        var (ordinal, years) = (strategy.Period.Ordinal(year), strategy.Period.Years);
        var calendar = WorkingCalendar.Bulgaria(strategy.OneOffDays);
        foreach (var scheduled in strategy.Workflows.Where(w => w.Years.Applies(ordinal, years)))
        {
            if (TemplateOf(history, scheduled.Template, published) is not { } template)
                continue;
            var context = new DueContext(year, scheduled.Opens.DateIn(new(year, new(year, 1, 1), _ => null, calendar))!.Value, _ => null, calendar);
            foreach (var step in template.Steps.Where(s => s.Years.Applies(ordinal, years)))
            {
                yield return new(
                    template.Title,
                    step.Title,
                    step.Kind,
                    [.. step.Owners.Select(r => template.Roles[r])],
                    step.Deadline.Due.Moment is DueMoment.DayOfYear or DueMoment.EndOf ? step.Deadline.Due.DateIn(context) : null,
                    TimesOf(step.Kind, strategy),
                    step.Kind is StepKind.CollectIndicators collect ? SourceAsked.Of(strategy, collect) : []);
            }
        }
    }

    /// <summary>As the last workflow ran it; as it is published where none has run yet.</summary>
    private static Template? TemplateOf(StrategyHistory history, TemplateId id, Func<TemplateId, Template?> published) =>
        history.Workflows.Values.Select(r => r.Workflow).OfType<Workflow>().Where(w => w.Template.Id == id).MaxBy(w => w.OpenedOn)?.Template ?? published(id);

    private static int TimesOf(StepKind kind, Strategy strategy) => kind switch
    {
        StepKind.Meeting meeting => meeting.Times,
        StepKind.Visit visit => visit.Times * (visit.Services?.Count ?? strategy.Services.Count),
        _ => 1,
    };
}

public sealed record SourceAsked(LocalText Institution, int Indicators)
{
    internal static IReadOnlyList<SourceAsked> Of(Strategy strategy, StepKind.CollectIndicators collect) =>
        [.. ValueSheet.Asked(strategy.Indicators, collect.Kinds)
            .GroupBy(i => i.Source)
            .Select(g => new SourceAsked(strategy.Find(g.Key)?.Name ?? new(g.Key.Value, g.Key.Value), g.Count()))];
}

/// <summary>What a year aims at, and where things stand.</summary>
/// <param name="Latest">The last year before that has a number.</param>
public sealed record TargetFact(Indicator Indicator, decimal? Baseline, SeriesPoint? Latest, decimal? Target)
{
    internal static TargetFact Of(IndicatorDatabase database, Indicator indicator, int year)
    {
        var series = Series.Of(database, indicator.Id);
        return new(
            indicator,
            series.Baseline.Value,
            series.Years.LastOrDefault(p => p.Year < year && p.Value is not null),
            indicator.TargetOf(database.Strategy.Period.Ordinal(year)));
    }
}
