using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>A table in Bulgarian as the events alone give it; its rows in no order.</summary>
internal sealed record RecountedTable(string Caption, IReadOnlyList<object?[]> Rows, object?[]? Total = null);

/// <summary>The tables of a year's reports, counted a second time by other means.</summary>
internal sealed class RecountedReport(RawRecord raw, int year, DateOnly today)
{
    /// <summary>Stands for the words that say why there is no number.</summary>
    public const string NoNumber = "без стойност";

    private static readonly (string Outcome, string Words)[] Outcomes =
        [("InTime", "в срок"), ("Late", "със закъснение"), ("Overdue", "просрочена"), ("Open", "предстои"), ("Waived", "отменена"), ("Lapsed", "без отговор")];

    private readonly List<RawTask> _tasks = [.. raw.Of(year)];

    /// <summary>Every table of the report in its order; those without rows are left out, as the report leaves them out.</summary>
    public IReadOnlyList<RecountedTable> Tables(ReportKind kind) => [.. (kind switch
    {
        ReportKind.MayorReport => (IEnumerable<RecountedTable>)
        [
            Brief(), .. Planned(), Institutions(), Meetings(), Visits(), Goals(), Priorities(), Indicators(), Said(Telling.Done, "Извършено"), Said(Telling.Difficulty, "Трудности"),
            Said(Telling.Proposal, "Предложения"), Said(Telling.Conclusion, "Изводи и наблюдения"), .. Recommendations(), Decisions(), Amendments(),
        ],
        ReportKind.RegionalReport =>
        [
            Brief(), Said(Telling.Done, "Извършено"), Goals(), Priorities(), Indicators(), Said(Telling.Difficulty, "Трудности"), Late(), Said(Telling.Proposal, "Предложения"),
            .. Recommendations(),
        ],
        ReportKind.MonitoringReport => [Brief(), .. Planned(), Institutions(), Meetings(), Visits(), Indicators(), Goals(), Priorities(), Late(), .. Recommendations(), Decisions()],
        _ => throw new InvalidOperationException($"Nothing counts {kind}."),
    }).Where(t => t.Rows.Count > 0)];

    /// <summary>Every paragraph with a number in it.</summary>
    public IReadOnlyList<string> Sentences(ReportKind kind)
    {
        var (on, behind, _) = Standings(raw.Strategy.Indicators);
        IEnumerable<string> reached = Share(on, behind) is { } share
            ? [$"Целта е постигната при {on} от {on + behind} индикатора с данни и цел ({share.ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',')} на сто)."]
            : [];
        IEnumerable<string> meetings = kind is ReportKind.RegionalReport ? [] :
            from workflow in _tasks.Where(t => t.Template.Meetings is not null).GroupBy(t => t.Stream)
            let held = workflow.Where(t => t.Step.Kind is StepKind.Meeting).ToList()
            select $"{workflow.First().Template.Title.Bg}: проведени {held.Count(t => t.End == "accepted")} от изискваните {workflow.First().Template.Meetings!.Minimum} срещи, отменени {held.Count(t => t.End == "waived")}.";
        return [.. reached, .. meetings];
    }

    private RecountedTable Brief()
    {
        var (cells, missing) = raw.Cells(year);
        var (on, behind, without) = Standings(raw.Strategy.Indicators);
        var recommendations = Standing().ToList();
        return new("Годината в числа",
        [
            ["Възложени задачи", _tasks.Count],
            ["Изпълнени в срок", Count(_tasks, "InTime")],
            ["Изпълнени със закъснение", Count(_tasks, "Late")],
            ["Просрочени, без отговор", Count(_tasks, "Overdue")],
            ["Предстоящи, срокът не е изтекъл", Count(_tasks, "Open")],
            ["Отменени с посочена причина", Count(_tasks, "Waived")],
            ["Изтекли без отговор", Count(_tasks, "Lapsed")],
            ["Проведени срещи", Accepted<Answer.Meeting>().Count()],
            ["Посещения на услуги", Accepted<Answer.Visit>().Count()],
            ["Поискани стойности на индикатори", cells],
            ["Получени и приети стойности", cells - missing],
            ["Липсващи стойности", missing],
            ["Индикатори с постигната цел", on],
            ["Индикатори, които изостават", behind],
            ["Индикатори с цел и без данни", without],
            ["Отворени препоръки", recommendations.Count(r => r.Fate is null)],
            ["Приключени препоръки", recommendations.Count(r => r.Fate is not null)],
            ["Взети решения", Accepted<Answer.Decision>().Count()],
        ]);
    }

    private IEnumerable<RecountedTable> Planned() => raw.Strategy.Priorities.Select(p => new RecountedTable(
        $"Дейности по приоритетно направление {p.Code}",
        [.. from goal in p.Goals
            from measure in goal.Measures
            from activity in measure.Activities
            select (object?[])[activity.Code, activity.Title.Bg, $"{goal.Code}. {goal.Title.Bg}"]]));

    private RecountedTable Institutions() => new(
        $"Задачи по институции, {year} г.",
        [.. _tasks.GroupBy(t => t.Owner).Select(g => Tally(g.Last().OwnerName, [.. g]))],
        Tally("Общо", _tasks));

    private object?[] Tally(string name, List<RawTask> tasks) => [name, tasks.Count, .. Outcomes.Select(o => (object?)Count(tasks, o.Outcome))];

    private RecountedTable Meetings() => new($"Проведени срещи, {year} г.",
    [
        .. from held in Accepted<Answer.Meeting>()
           let demand = held.Task.Template.Meetings!
           let occasion = demand.Occasions.Single(o => o.Id == ((StepKind.Meeting)held.Task.Step.Kind).Occasion)
           let present = held.Answer.Participants.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{demand.Groups.Single(g => g.Id == p.Key).Name.Bg}: {p.Value}")
           select (object?[])[held.Answer.Date, occasion.Name.Bg, held.Answer.Place, string.Join("; ", present), held.Answer.Participants.Values.Sum(), held.Answer.Minutes.Name],
    ]);

    private RecountedTable Visits() => new($"Посещения, {year} г.",
    [
        .. from made in Accepted<Answer.Visit>()
           let service = made.Task.Context.Services.Single(s => s.Id.Value == made.Task.Service)
           let provider = made.Task.Context.Participants.Single(p => p.Id == service.Provider)
           select (object?[])[made.Answer.Date, service.Name.Bg, provider.Name.Bg, made.Answer.Findings, made.Answer.Report.Name],
    ]);

    private RecountedTable Goals() => new(
        $"Индикатори по цели, {year} г.",
        [.. raw.Strategy.Priorities.SelectMany(p => p.Goals).Select(g => Progress($"{g.Code}. {g.Title.Bg}", raw.Strategy.Indicators.Where(i => i.Goal == g.Code)))]);

    private RecountedTable Priorities() => new(
        $"Индикатори по приоритетни направления, {year} г.",
        [.. raw.Strategy.Priorities.Select(p => Progress($"{p.Code}. {p.Title.Bg}", raw.Strategy.Indicators.Where(i => p.Goals.Any(g => g.Code == i.Goal))))]);

    private object?[] Progress(string name, IEnumerable<Indicator> indicators)
    {
        var (on, behind, without) = Standings(indicators);
        return [name, on, behind, without, Share(on, behind), behind > 0 ? "изостава" : on > 0 ? "постигната" : without > 0 ? "няма данни" : "няма цел"];
    }

    private RecountedTable Indicators() => new($"Индикатори, {year} г.",
    [
        .. raw.Asked(year).Select(i => (object?[])
        [
            i.Code, i.Name.Bg, i.Unit.Bg, raw.Baseline(i), year == raw.Strategy.Period.FirstYear ? null : raw.Value(i, year - 1), raw.Value(i, year) ?? (object)NoNumber,
            raw.TargetOf(i, year), (string)Progress("", [i])[^1]!,
        ]),
    ]);

    private RecountedTable Late() => new($"Закъснели и неизпълнени задачи, {year} г.",
    [
        .. from task in _tasks
           let outcome = task.Outcome(today)
           where outcome is not ("InTime" or "Open")
           let service = task.Service is { } id ? $": {task.Context.Services.Single(s => s.Id.Value == id).Name.Bg}" : ""
           let step = task.Step.Title.Bg + service + (task.Round > 1 ? $" (повторно, {task.Round})" : "")
           select (object?[])[step, task.OwnerName, task.Due, task.AnsweredOn, Outcomes.Single(o => o.Outcome == outcome).Words, task.End is "waived" or "returned" ? task.Reason : null],
    ]);

    private RecountedTable Said(Telling telling, string caption) => new($"{caption}, {year} г.",
    [
        .. from task in _tasks
           where task.End is "accepted" or "submitted"
           from field in task.Step.Fields
           where field.Tells == telling
           let text = task.Last!.Submission.Fields.GetValueOrDefault(field.Id)
           where !string.IsNullOrWhiteSpace(text)
           select (object?[])[task.OwnerName, task.Step.Title.Bg, field.Title.Bg, text, CivilTime.DateOf(task.Last!.At)],
    ]);

    private IEnumerable<RecountedTable> Recommendations()
    {
        yield return new("Отворени препоръки", [.. Standing().Where(r => r.Fate is null).Select(Row)]);
        yield return new("Приключени препоръки", [.. Standing().Where(r => r.Fate is not null).Select(Row)]);

        static object?[] Row(RawRecommendation r) =>
        [
            $"{r.Year}", r.Origin.OwnerName,
            $"{(r.Origin.Step.Kind is StepKind.Proposals kind ? kind.Levels.Single(l => l.Id == r.Proposal.Level).Name.Bg : "Услуга")}. {r.Proposal.Target}", r.Proposal.Change, r.Proposal.Reason,
            r.Fate switch { null => "отворена", RecommendationFate.Adopted => "приета", RecommendationFate.Declined => "отказана", _ => "изпълнена" }, r.Decision,
        ];
    }

    private RecountedTable Decisions() => new("Решения",
    [
        .. from taken in Accepted<Answer.Decision>()
           let about = ((StepKind.Decision)taken.Task.Step.Kind).On.Where(id => Applies(taken.Task, id)).Select(id => taken.Task.Template.Steps.Single(s => s.Id == id).Title.Bg)
           let outcome = taken.Answer.Outcome switch { DecisionOutcome.Approved => "одобрено", DecisionOutcome.Returned => "върнато", _ => "отхвърлено" }
           select (object?[])[taken.Answer.Date, taken.Answer.Number, taken.Task.OwnerName, string.Join(", ", about), outcome, taken.Answer.Text],
    ]);

    private RecountedTable Amendments() => new("Версии на стратегията", [.. raw.Amendments.Where(a => a.On.Year == year).Select(a => (object?[])[a.Number, a.On, a.Reason, a.Decision])]);

    private static bool Applies(RawTask task, StepId step)
    {
        var period = task.Context.Period;
        return task.Template.Steps.Single(s => s.Id == step).Years.Applies(task.Year - period.FirstYear + 1, period.Years);
    }

    /// <summary>Raised in the year, or before and still open.</summary>
    private IEnumerable<RawRecommendation> Standing() => raw.Recommendations.Where(r => r.Year == year || (r.Year < year && r.Fate is null));

    private IEnumerable<(RawTask Task, TAnswer Answer)> Accepted<TAnswer>()
        where TAnswer : Answer => raw.Accepted<TAnswer>(year).Select(t => (t, (TAnswer)t.Last!.Submission.Answer));

    private (int On, int Behind, int Without) Standings(IEnumerable<Indicator> indicators)
    {
        var aimed = indicators.Where(i => i.Wanted is not Direction.Neither && raw.TargetOf(i, year) is not null).Select(i => raw.Reached(i, year)).ToList();
        return (aimed.Count(r => r is true), aimed.Count(r => r is false), aimed.Count(r => r is null));
    }

    private static decimal? Share(int on, int behind) => on + behind == 0 ? null : Math.Round(100m * on / (on + behind), 1, MidpointRounding.AwayFromZero);

    private int Count(IEnumerable<RawTask> tasks, string outcome) => tasks.Count(t => t.Outcome(today) == outcome);
}
