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
            raw.Select(t => (t.Stream.Value, t.Id.Value, t.Owner, t.Due, t.AnsweredOn, t.Outcome(ReportedSevlievo.Today))).Order(),
            facts.Tasks.Select(t => (t.Workflow.Value, t.Task.Value, t.Owner.Value, t.Due, t.AnsweredOn, $"{t.Outcome}")).Order());
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
    public void Each_missing_value_is_in_one_line(int year)
    {
        var table = sevlievo.Document(ReportKind.MonitoringReport, year).Blocks.OfType<Block.Table>().SingleOrDefault(t => t.Caption.StartsWith("Липсващи данни", StringComparison.Ordinal));
        Assert.Equal(Raw.Cells(year).Missing, (int)(table?.Rows.Sum(r => r[2].Number) ?? 0));
        Assert.Equal(table?.Rows.Sum(r => r[2].Number), table?.Total![2].Number);
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

    /// <summary>With <see cref="The_dossier_sets_the_same_numbers_side_by_side"/> there is no table of the dossier that is not counted again.</summary>
    [Fact]
    public void The_dossier_tells_of_every_meeting_decision_and_recommendation()
    {
        var counts = ReportedSevlievo.Years.Select(y => (int[])
        [
            Raw.Accepted<Answer.Meeting>(y).Count(), Raw.Accepted<Answer.Visit>(y).Count(), Raw.Cells(y).Asked, Raw.Cells(y).Asked - Raw.Cells(y).Missing, Raw.Cells(y).Missing,
            Raw.Accepted<Answer.Decision>(y).Count(),
        ]).ToList();
        foreach (var (i, row) in InDossier("Срещи, посещения, данни и решения по години").Rows.Index())
            Assert.Equal([.. counts.Select(c => c[i]), counts.Sum(c => c[i])], row.Skip(1).Select(c => (int)c.Number!.Value));

        var goals = Raw.Strategy.Priorities.SelectMany(p => p.Goals).ToList();
        foreach (var (goal, row) in goals.Zip(InDossier("Постигнати от поставените цели").Rows, (g, r) => (g, r)))
            Assert.Equal(ReportedSevlievo.Years.Select(y => Judged(goal.Code, y)).Select(j => $"{j.Count(r => r)} от {j.Count}"), row.Skip(1).Select(c => c.Text));

        Assert.Equal(
            Every<Answer.Meeting>().Select(m => (m.Date, m.Place, (decimal)m.Participants.Values.Sum())).Order(),
            InDossier("Проведени срещи през периода").Rows.Select(r => (r[0].Date!.Value, r[2].Text!, r[3].Number!.Value)).Order());
        Assert.Equal(Every<Answer.Decision>().Select(d => (d.Date, d.Number)).Order(), InDossier("Решения").Rows.Select(r => (r[0].Date!.Value, r[1].Text!)).Order());
        foreach (var (caption, open) in (IEnumerable<(string, bool)>)[("Отворени препоръки", true), ("Приключени препоръки", false)])
        {
            Assert.Equal(
                Raw.Recommendations.Where(r => r.Fate is null == open).Select(r => ($"{r.Year}", r.Proposal.Change, r.Decision)).Order(),
                Tables(caption).SelectMany(t => t.Rows).Select(r => (r[0].Text!, r[3].Text!, r[6].Text)).Order());
        }

        Assert.Equal(Raw.Amendments.Select(a => (a.Number, a.On, a.Decision)), Tables("Версии на стратегията").SelectMany(t => t.Rows).Select(r => ((int)r[0].Number!.Value, r[1].Date!.Value, r[3].Text)));
        var evaluation = Every<Answer.Evaluation>().Single();
        var told = InDossier("Възложени външни оценки").Rows.Single();
        Assert.Equal((evaluation.ContractNumber, evaluation.ContractDate, evaluation.Report.Name), (told[0].Text, told[1].Date, told[3].Text));
        Assert.All(Tables(""), t => Assert.Contains(Counted, c => t.Caption.StartsWith(c, StringComparison.Ordinal)));
    }

    private static readonly string[] Counted =
    [
        "Задачи по години", "Срещи, посещения, данни и решения по години", "Дял на постигнатите цели", "Постигнати от поставените цели", "Стойности на индикаторите по години",
        "Цели на индикаторите по години", "Проведени срещи през периода", "Решения", "Отворени препоръки", "Приключени препоръки", "Какво стана с препоръките", "Версии на стратегията",
        "Възложени външни оценки",
    ];

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

    private Block.Table InDossier(string caption) => Tables(caption).Single();

    private IEnumerable<Block.Table> Tables(string caption) => sevlievo.Document(ReportKind.EvaluationDossier, 2020).Blocks.OfType<Block.Table>()
        .Where(t => t.Caption.StartsWith(caption, StringComparison.Ordinal));

    private IEnumerable<TAnswer> Every<TAnswer>()
        where TAnswer : Answer => ReportedSevlievo.Years.SelectMany(y => Raw.Accepted<TAnswer>(y)).Select(t => (TAnswer)t.Last!.Submission.Answer);

    private decimal? Share(string goal, int year)
    {
        var judged = Judged(goal, year);
        return judged.Count == 0 ? null : Math.Round(100m * judged.Count(r => r) / judged.Count, 1, MidpointRounding.AwayFromZero);
    }

    private List<bool> Judged(string goal, int year) => [.. Raw.Strategy.Indicators.Where(i => i.Goal == goal).Select(i => Raw.Reached(i, year)).OfType<bool>()];
}
