using Workflows.Core.History;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Core.Reports;

/// <summary>
/// What a report says, without its words: facts from the events alone. Whoever writes it adds nothing but language and layout.
/// </summary>
public abstract record Report(Strategy Strategy, int Year, DateOnly AsOf)
{
    public abstract ReportKind Kind { get; }

    /// <param name="published">Templates of workflows that have not run yet; only a plan asks for them.</param>
    /// <param name="today">The civil date in Sofia: what is not answered by then is overdue.</param>
    public static Answered Of(StrategyHistory history, ReportKind kind, int year, DateOnly today, Func<TemplateId, Template?> published)
    {
        var period = history.Strategy.Period;
        if (!period.Contains(year))
            return new(null, OutsidePeriod(period));
        return kind switch
        {
            ReportKind.NextYearPlan when year == period.LastYear => new(null, NoNextYear(year)),
            ReportKind.YearPlan or ReportKind.NextYearPlan =>
                new(new Plan(kind, PlanFacts.Of(history, kind is ReportKind.YearPlan ? year : year + 1, today, published)), null),
            ReportKind.EvaluationDossier => new(new Dossier(PeriodFacts.Of(history, year, today)), null),
            ReportKind.MonitoringReport or ReportKind.MayorReport or ReportKind.RegionalReport => new(new Yearly(kind, YearFacts.Of(history, year, today)), null),
            _ => throw new InvalidOperationException($"Nothing reports {kind}."),
        };
    }

    private static Rejection OutsidePeriod(StrategyPeriod period) => new(
        "report.outside-period",
        $"The strategy runs from {period.FirstYear} to {period.LastYear}. Name one of these years.",
        new Dictionary<string, string> { ["first"] = $"{period.FirstYear}", ["last"] = $"{period.LastYear}" });

    private static Rejection NoNextYear(int year) => new(
        "report.no-next-year",
        $"{year} is the strategy's last year, so there is no plan for the year after.",
        new Dictionary<string, string> { ["year"] = $"{year}" });

    /// <summary>One year, seen by the team, the mayor or the region.</summary>
    public sealed record Yearly : Report
    {
        public Yearly(ReportKind kind, YearFacts facts)
            : base(facts.Strategy, facts.Year, facts.AsOf) => (Kind, Facts) = (kind, facts);

        public override ReportKind Kind { get; }

        public YearFacts Facts { get; }
    }

    /// <summary>For <see cref="PlanFacts.Year"/>.</summary>
    public sealed record Plan : Report
    {
        public Plan(ReportKind kind, PlanFacts facts)
            : base(facts.Strategy, facts.Year, facts.AsOf) => (Kind, Facts) = (kind, facts);

        public override ReportKind Kind { get; }

        public PlanFacts Facts { get; }
    }

    public sealed record Dossier(PeriodFacts Facts) : Report(Facts.Strategy, Facts.Through, Facts.AsOf)
    {
        public override ReportKind Kind => ReportKind.EvaluationDossier;
    }

    /// <summary>A report, or why there is none.</summary>
    public sealed record Answered(Report? Report, Rejection? Rejection);
}
