using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Web.Reports;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Every number of the five yearly reports and of the dossier, against the events alone.</summary>
public sealed class ReportNumberTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
{
    public static TheoryData<int> Years { get; } = [.. ReportedSevlievo.Years];

    private RawRecord Raw => sevlievo.Raw;

    private YearFacts Facts(int year) => ((Report.Yearly)sevlievo.Report(ReportKind.MonitoringReport, year)).Facts;

    [Theory]
    [MemberData(nameof(Years))]
    public void Tasks_are_counted_as_the_events_say(int year)
    {
        var facts = Facts(year);
        var raw = Raw.Of(year).ToList();
        Assert.True(raw.Count > 50, $"{raw.Count}");
        Assert.Equal(Counts(raw.Select(t => t.Outcome(ReportedSevlievo.Today))), Counts(facts.Tasks.Select(t => $"{t.Outcome}")));
        Assert.Equal(
            raw.Select(t => (t.Stream.Value, t.Id.Value, t.Owner, t.Due, Done(t), t.Outcome(ReportedSevlievo.Today))).Order(),
            facts.Tasks.Select(t => (t.Workflow.Value, t.Task.Value, t.Owner.Value, t.Due, t.AnsweredOn, $"{t.Outcome}")).Order());

        var table = Table(year, "Задачи по институции");
        Assert.Equal(raw.Select(t => t.Owner).Distinct().Count(), table.Rows.Count);
        var byOwner = facts.Institutions.Select(i => i.Institution.Value).ToList();
        foreach (var (i, row) in table.Rows.Index())
        {
            var own = raw.Where(t => t.Owner == byOwner[i]).Select(t => t.Outcome(ReportedSevlievo.Today)).ToList();
            Assert.Equal(
                [own.Count, .. ((string[])["InTime", "Late", "Overdue", "Open", "Waived", "Lapsed"]).Select(o => own.Count(x => x == o))],
                row.Skip(1).Select(c => (int)c.Number!.Value));
        }

        Assert.Equal(table.Rows.Aggregate(new decimal[7], (sum, row) => [.. sum.Zip(row.Skip(1), (s, c) => s + c.Number!.Value)]), table.Total!.Skip(1).Select(c => c.Number!.Value));

        static DateOnly? Done(RawTask t) => t.End is "accepted" or "submitted" ? Core.Calendar.CivilTime.DateOf(t.Done!.At) : null;
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Every_value_of_the_year_is_the_one_that_was_approved(int year)
    {
        var strategy = Raw.Strategy;
        var table = Table(year, "Индикатори,");
        var facts = Facts(year);
        Assert.Equal(facts.Indicators.Count, table.Rows.Count);
        Assert.True(table.Rows.Count >= 10, $"{table.Rows.Count}");
        foreach (var row in table.Rows)
        {
            var indicator = strategy.Indicators.Single(i => i.Code == row[0].Text);
            Assert.Equal(Raw.Baseline(indicator), row[3].Number);
            Assert.Equal(year == strategy.Period.FirstYear ? null : Raw.Value(indicator, year - 1), row[4].Number);
            Assert.Equal(Raw.Value(indicator, year), row[5].Number);
            Assert.Equal(indicator.Targets.TryGetValue(strategy.Period.Ordinal(year), out var target) ? target : (decimal?)null, row[6].Number);
            // Where there is no number there is a reason.
            Assert.NotEqual("", row[5].In(Language.Bg));
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Breakdowns_add_up_and_no_percentage_is_a_sum(int year)
    {
        var (added, apart) = (0, 0);
        foreach (var fact in Facts(year).Indicators)
        {
            foreach (var breakdown in fact.Breakdowns)
            {
                var parts = breakdown.Dimension.Parts.Select(p => Raw.Value(fact.Indicator, year, breakdown.Dimension.Id, p.Id)).ToList();
                Assert.Equal(parts, breakdown.Parts.Select(p => p.Figure.Value));
                if (fact.Indicator.Measure is Measure.Rate or Measure.Average || fact.Indicator.Ratio is not null)
                {
                    apart++;
                    Assert.Null(breakdown.Sum);
                }
                else if (parts.All(p => p is not null) && breakdown.Reason is null)
                {
                    added++;
                    Assert.Equal(Raw.Value(fact.Indicator, year), parts.Sum());
                    Assert.Equal(parts.Sum(), breakdown.Sum);
                }
            }
        }

        Assert.True(added > 0 && apart > 0, $"{added} {apart}");
        foreach (var table in sevlievo.Document(ReportKind.MonitoringReport, year).Blocks.OfType<Block.Table>().Where(t => t.Caption.Contains("по признак", StringComparison.Ordinal)))
        {
            var indicator = Raw.Strategy.Indicators.Single(i => i.Code == table.Caption.Split(' ')[1]);
            Assert.Equal(Raw.Value(indicator, year), table.Total![1].Number);
            if (!indicator.AddsUp && table.Total[1].Number is not null)
                Assert.Equal("не се събира от частите", table.Total[2].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void The_year_in_brief_holds_what_the_events_hold(int year)
    {
        var brief = Table(year, "Годината в числа").Rows.ToDictionary(r => r[0].Text!, r => r[1].Number!.Value);
        var (asked, missing) = Raw.Cells(year);
        Assert.Equal(
            (asked, missing, asked - missing),
            ((int)brief["Поискани стойности на индикатори"], (int)brief["Липсващи стойности"], (int)brief["Получени и приети стойности"]));
        Assert.Equal(missing, (int)(Maybe(year, "Липсващи данни")?.Total![2].Number ?? 0));
        Assert.Equal(Raw.Accepted<Answer.Meeting>(year).Count(), (int)brief["Проведени срещи"]);
        Assert.Equal(Raw.Accepted<Answer.Visit>(year).Count(), (int)brief["Посещения на услуги"]);
        Assert.Equal(Raw.Accepted<Answer.Decision>(year).Count(), (int)brief["Взети решения"]);
        var raised = Raw.Recommendations.Where(r => r.Year == year || (r.Year < year && r.Fate is null)).ToList();
        Assert.Equal(raised.Count(r => r.Fate is null), (int)brief["Отворени препоръки"]);
        Assert.Equal(raised.Count(r => r.Fate is not null), (int)brief["Приключени препоръки"]);
        var standings = Raw.Strategy.Indicators.Select(i => Reached(i, year)).ToList();
        Assert.Equal(standings.Count(s => s is true), (int)brief["Индикатори с постигната цел"]);
        Assert.Equal(standings.Count(s => s is false), (int)brief["Индикатори, които изостават"]);
        // Each task is in one line only, so the lines give the whole.
        Assert.Equal(
            brief["Възложени задачи"],
            brief["Изпълнени в срок"] + brief["Изпълнени със закъснение"] + brief["Просрочени, без отговор"] + brief["Предстоящи, срокът не е изтекъл"] + brief["Отменени с посочена причина"] + brief["Изтекли без отговор"]);
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Meetings_and_visits_are_listed_as_they_were_recorded(int year)
    {
        var meetings = Raw.Accepted<Answer.Meeting>(year).Select(t => (Answer.Meeting)t.Last!.Submission.Answer).ToList();
        Assert.Equal(
            meetings.Select(m => (m.Date, m.Participants.Values.Sum())).Order(),
            Table(year, "Проведени срещи").Rows.Select(r => (r[0].Date!.Value, (int)r[4].Number!.Value)).Order());
        var visits = Raw.Accepted<Answer.Visit>(year).Select(t => (((Answer.Visit)t.Last!.Submission.Answer).Date, t.Service)).ToList();
        Assert.Equal(visits.Select(v => v.Date).Order(), Table(year, "Посещения").Rows.Select(r => r[0].Date!.Value).Order());
        Assert.Equal(visits.Select(v => v.Service).Order(), Facts(year).Visits.Select(v => v.Service.Value).Order());
    }

    [Fact]
    public void The_dossier_sets_the_same_numbers_side_by_side()
    {
        var strategy = Raw.Strategy;
        var results = InDossier("Стойности на индикаторите по години");
        Assert.Equal(strategy.Indicators.Select(i => i.Code), results.Rows.Select(r => r[0].Text));
        foreach (var row in results.Rows)
        {
            var indicator = strategy.Indicators.Single(i => i.Code == row[0].Text);
            Assert.Equal([Raw.Baseline(indicator), .. ReportedSevlievo.Years.Select(y => Raw.Value(indicator, y))], row.Skip(3).Take(6).Select(c => c.Number));
            var last = ReportedSevlievo.Years.Select(y => Raw.Value(indicator, y)).LastOrDefault(v => v is not null);
            Assert.Equal(last - Raw.Baseline(indicator), row[9].Number);
        }

        foreach (var row in InDossier("Цели на индикаторите по години").Rows)
        {
            var indicator = strategy.Indicators.Single(i => i.Code == row[0].Text);
            Assert.Equal(Enumerable.Range(1, 5).Select(o => indicator.TargetOf(o)), row.Skip(3).Select(c => c.Number));
        }

        var effectiveness = InDossier("Дял на постигнатите цели");
        var goals = strategy.Priorities.SelectMany(p => p.Goals).ToList();
        Assert.Equal(goals.Count, effectiveness.Rows.Count);
        foreach (var (goal, row) in goals.Zip(effectiveness.Rows))
        {
            Assert.Equal(ReportedSevlievo.Years.Select(y => Share(goal.Code, y)), row.Skip(1).Take(5).Select(c => c.Number));
        }

        Assert.Null(effectiveness.Total);
        var tasks = InDossier("Задачи по години");
        var outcomes = ReportedSevlievo.Years.Select(y => Raw.Of(y).CountBy(t => t.Outcome(ReportedSevlievo.Today)).ToDictionary()).ToList();
        foreach (var (row, outcome) in tasks.Rows.Zip((string[])["InTime", "Late", "Overdue", "Open", "Waived", "Lapsed"]))
        {
            Assert.Equal(outcomes.Select(o => o.GetValueOrDefault(outcome)), row.Skip(1).Take(5).Select(c => (int)c.Number!.Value));
            Assert.Equal(row.Skip(1).Take(5).Sum(c => c.Number), row[6].Number);
        }

        Assert.Equal(Enumerable.Range(1, 6).Select(i => tasks.Rows.Sum(r => r[i].Number)), tasks.Total!.Skip(1).Select(c => c.Number));
        var fates = InDossier("Какво стана с препоръките");
        Assert.Equal(Raw.Recommendations.Count, (int)fates.Total![^1].Number!.Value);
        Assert.Equal(ReportedSevlievo.Years.Select(y => Raw.Recommendations.Count(r => r.Year == y)), fates.Total.Skip(1).Take(5).Select(c => (int)c.Number!.Value));
        Assert.Equal(
            [Raw.Recommendations.Count(r => r.Fate is null), .. Enum.GetValues<RecommendationFate>().Select(f => Raw.Recommendations.Count(r => r.Fate == f))],
            fates.Rows.Select(r => (int)r[^1].Number!.Value));
        Assert.Equal(ReportedSevlievo.Years.Sum(y => Raw.Accepted<Answer.Decision>(y).Count()), InDossier("Решения").Rows.Count);
        Assert.Equal(ReportedSevlievo.Years.Sum(y => Raw.Accepted<Answer.Meeting>(y).Count()), InDossier("Проведени срещи през периода").Rows.Count);
        Assert.Single(InDossier("Възложени външни оценки").Rows);
    }

    [Fact]
    public void A_plan_aims_at_its_year_and_begins_from_the_one_before()
    {
        var plan = sevlievo.Document(ReportKind.NextYearPlan, 2017);
        var targets = plan.Blocks.OfType<Block.Table>().Single(t => t.Caption.StartsWith("Цели на индикаторите за 2018", StringComparison.Ordinal));
        Assert.Equal(Raw.Strategy.Indicators.Count(i => i.TargetOf(3) is not null), targets.Rows.Count);
        foreach (var row in targets.Rows)
        {
            var indicator = Raw.Strategy.Indicators.Single(i => i.Code == row[0].Text);
            Assert.Equal((Raw.Baseline(indicator), indicator.TargetOf(3)), (row[3].Number, row[6].Number));
            Assert.Equal(((int[])[2016, 2017]).Select(y => Raw.Value(indicator, y)).LastOrDefault(v => v is not null), row[4].Number);
        }

        Assert.Equal(plan.Title, sevlievo.Document(ReportKind.YearPlan, 2018).Title);
        // What opens in the last year only, the external evaluation, is planned from its published template.
        Assert.Contains(sevlievo.Document(ReportKind.NextYearPlan, 2019).Blocks.OfType<Block.Table>(), t => t.Caption.Contains("Финална външна оценка", StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_report_of_a_year_outside_the_strategy_and_no_plan_after_its_end()
    {
        Assert.Equal("report.outside-period", Refusal(ReportKind.MonitoringReport, 2015));
        Assert.Equal("report.outside-period", Refusal(ReportKind.EvaluationDossier, 2021));
        Assert.Equal("report.no-next-year", Refusal(ReportKind.NextYearPlan, 2020));

        string? Refusal(ReportKind kind, int year) => Report.Of(sevlievo.History, kind, year, ReportedSevlievo.Today, ReportedSevlievo.Published).Rejection?.Code;
    }

    private static Dictionary<string, int> Counts(IEnumerable<string> outcomes) => outcomes.CountBy(o => o).OrderBy(o => o.Key, StringComparer.Ordinal).ToDictionary();

    private Block.Table Table(int year, string caption) => Maybe(year, caption)!;

    private Block.Table? Maybe(int year, string caption) => sevlievo.Document(ReportKind.MonitoringReport, year).Blocks.OfType<Block.Table>()
        .SingleOrDefault(t => t.Caption.StartsWith(caption, StringComparison.Ordinal) && !t.Caption.StartsWith("Индикатори, които", StringComparison.Ordinal));

    private Block.Table InDossier(string caption) => sevlievo.Document(ReportKind.EvaluationDossier, 2020).Blocks.OfType<Block.Table>()
        .Single(t => t.Caption.StartsWith(caption, StringComparison.Ordinal));

    /// <summary>Null where nothing can be said.</summary>
    private bool? Reached(Indicator indicator, int year)
    {
        var (target, value) = (indicator.TargetOf(Raw.Strategy.Period.Ordinal(year)), Raw.Value(indicator, year));
        return indicator.Wanted is Direction.Neither || target is null || value is null ? null : indicator.Wanted is Direction.Up ? value >= target : value <= target;
    }

    private decimal? Share(string goal, int year)
    {
        var judged = Raw.Strategy.Indicators.Where(i => i.Goal == goal).Select(i => Reached(i, year)).OfType<bool>().ToList();
        return judged.Count == 0 ? null : Math.Round(100m * judged.Count(r => r) / judged.Count, 1, MidpointRounding.AwayFromZero);
    }
}
