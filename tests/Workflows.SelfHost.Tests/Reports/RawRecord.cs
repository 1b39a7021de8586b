using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>
/// The numbers of reports counted a second time, from the stored events and by other means: no state, no database, no report is asked.
/// </summary>
internal sealed class RawRecord
{
    private readonly Dictionary<(int? Year, string Indicator, string? Dimension, string? Part), decimal?> _values = [];
    private readonly List<(StreamId Stream, StepId Step)> _reopened = [];

    public List<RawTask> Tasks { get; } = [];

    public List<RawRecommendation> Recommendations { get; } = [];

    public List<RawAmendment> Amendments { get; } = [];

    public Strategy Strategy { get; private set; } = null!;

    public static RawRecord Of(IEnumerable<StoredEvent> events)
    {
        var record = new RawRecord();
        var workflows = new Dictionary<StreamId, (Template Template, WorkflowContext Context)>();
        foreach (var stored in events.OrderBy(e => e.At).ThenBy(e => e.Stream.Value, StringComparer.Ordinal).ThenBy(e => e.Version))
        {
            if (stored.Stream.IsWorkflow)
                record.Take(stored, workflows);
            else
                record.Take(EventFormat.ReadStrategyEvent(stored));
        }

        return record;
    }

    public IEnumerable<RawTask> Of(int year) => Tasks.Where(t => t.Year == year && t.End != "withdrawn");

    public IEnumerable<RawTask> Accepted<TAnswer>(int year)
        where TAnswer : Answer => Of(year).Where(t => t.End == "accepted" && t.Last!.Submission.Answer is TAnswer);

    /// <summary>As given; computed from two where the indicator is a ratio.</summary>
    public decimal? Value(Indicator indicator, int? year, string? dimension = null, string? part = null)
    {
        if (indicator.Ratio is not { } ratio)
            return _values.GetValueOrDefault((year, indicator.Id.Value, dimension, part));
        var (n, d) = (_values.GetValueOrDefault((year, ratio.Numerator.Value, dimension, part)), _values.GetValueOrDefault((year, ratio.Denominator.Value, dimension, part)));
        return n is null || d is null or 0 ? null : Math.Round(n.Value * ratio.Per / d.Value, ratio.Decimals, MidpointRounding.AwayFromZero);
    }

    public decimal? Baseline(Indicator indicator) => Value(indicator, null) ?? indicator.Baseline;

    /// <summary>Null where there is nothing to judge it by.</summary>
    public bool? Reached(Indicator indicator, int year)
    {
        var (target, value) = (TargetOf(indicator, year), Value(indicator, year));
        return indicator.Wanted is Direction.Neither || target is null || value is null ? null : indicator.Wanted is Direction.Up ? value >= target : value <= target;
    }

    public decimal? TargetOf(Indicator indicator, int year) =>
        indicator.Targets.TryGetValue(year - Strategy.Period.FirstYear + 1, out var target) ? target : null;

    /// <summary>Those that a year's sheets ask for, and those computed from them.</summary>
    public IEnumerable<Indicator> Asked(int year)
    {
        var asked = Sheets(year).Select(s => s.Indicator.Id).ToHashSet();
        return Strategy.Indicators.Where(i => asked.Contains(i.Id) || (i.Ratio is { } r && asked.Contains(r.Numerator) && asked.Contains(r.Denominator)));
    }

    /// <summary>Cells asked for in a year, and those of them without a number.</summary>
    public (int Asked, int Missing) Cells(int year)
    {
        var cells = (from sheet in Sheets(year)
                     from cell in CellsOf(sheet.Indicator, sheet.Task.Context.Dimensions)
                     select (sheet.Indicator, cell)).DistinctBy(x => (x.Indicator.Id, x.cell)).ToList();
        return (cells.Count, cells.Count(x => Value(x.Indicator, year, x.cell.Item1, x.cell.Item2) is null));
    }

    private IEnumerable<(RawTask Task, Indicator Indicator)> Sheets(int year) =>
        from task in Of(year)
        let kind = task.Step.Kind as StepKind.CollectIndicators
        where kind is { Baseline: not true }
        from indicator in task.Context.Indicators
        where indicator.Ratio is null && kind.Kinds.Contains(indicator.Kind) && indicator.Source.Value == task.Owner
        select (task, indicator);

    private static IEnumerable<(string?, string?)> CellsOf(Indicator indicator, IEnumerable<Dimension> dimensions)
    {
        yield return (null, null);
        foreach (var dimension in dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
        {
            foreach (var part in dimension.Parts)
                yield return (dimension.Id, part.Id);
        }
    }

    private void Take(StrategyEvent e)
    {
        switch (e)
        {
            case StrategyEvent.StrategyRegistered x:
                Strategy = x.Strategy;
                break;
            case StrategyEvent.StrategyAmended x:
                Strategy = x.Strategy;
                Amendments.Add(new(Amendments.Count + 2, x.On, x.Reason, x.Decision));
                break;
        }
    }

    private void Take(StoredEvent stored, Dictionary<StreamId, (Template Template, WorkflowContext Context)> workflows)
    {
        var e = EventFormat.ReadWorkflowEvent(stored);
        switch (e)
        {
            case WorkflowOpened x:
                workflows[stored.Stream] = (x.Template, x.Context);
                break;
            case ContextChanged x:
                workflows[stored.Stream] = (workflows[stored.Stream].Template, x.Context);
                break;
            case TaskAssigned x:
                var (template, context) = workflows[stored.Stream];
                Tasks.Add(new(stored.Stream, x.Task, context, template, template.Steps.Single(s => s.Id == x.Step), x.Service?.Value)
                {
                    Owner = x.Owner.Value,
                    Due = x.Deadline.Due,
                    Round = 1 + _reopened.Count(r => r == (stored.Stream, x.Step)),
                });
                break;
            case StepsReopened x:
                _reopened.AddRange(x.Steps.Select(s => (stored.Stream, s)));
                break;
            case TaskReassigned x:
                Task(x.Task).Owner = x.To.Value;
                break;
            case TaskExtended x:
                Task(x.Task).Due = x.Deadline.Due;
                break;
            case DeadlineMoved x:
                Task(x.Task).Due = x.Deadline.Due;
                break;
            case AnswerSubmitted x:
                (Task(x.Task).Last, Task(x.Task).Done, Task(x.Task).End) = (x.Received, x.Received, "submitted");
                break;
            case AnswerReturned x:
                (Task(x.Task).Due, Task(x.Task).End, Task(x.Task).Reason) = (x.Deadline.Due, "returned", x.Reason);
                break;
            case AnswerAccepted x:
                Task(x.Task).End = "accepted";
                Keep(Task(x.Task));
                break;
            case AnswerCorrected x:
                Task(x.Task).Last = x.Received;
                Keep(Task(x.Task));
                break;
            case TaskWaived x:
                (Task(x.Task).End, Task(x.Task).Reason) = ("waived", x.Reason);
                break;
            case TaskLapsed x:
                Task(x.Task).End = "lapsed";
                break;
            case TaskWithdrawn x:
                Task(x.Task).End = "withdrawn";
                break;
            case RecommendationRaised x:
                Recommendations.Add(new(Task(x.Origin), x.Recommendation, x.Proposal));
                break;
            case RecommendationSettled x:
                var settled = Recommendations.Single(r => r.Origin.Stream == stored.Stream && r.Id == x.Recommendation);
                (settled.Fate, settled.Decision) = (x.Fate, x.Decision);
                break;
        }

        RawTask Task(TaskId id) => Tasks.Single(t => t.Stream == stored.Stream && t.Id == id);
    }

    private void Keep(RawTask task)
    {
        if (task.Last!.Submission.Answer is not Answer.Values values)
            return;
        var point = task.Step.Kind is StepKind.CollectIndicators { Baseline: true } ? (int?)null : task.Year;
        foreach (var cell in values.Cells)
            _values[(point, cell.Indicator.Value, cell.Dimension, cell.Part)] = cell.Value;
    }
}

internal sealed record RawTask(StreamId Stream, TaskId Id, WorkflowContext Context, Template Template, Step Step, string? Service)
{
    public int Year => Context.Year;

    public int Round { get; init; }

    public string Owner { get; set; } = "";

    public string OwnerName => Context.Participants.Single(p => p.Id.Value == Owner).Name.Bg;

    public DateOnly Due { get; set; }

    /// <summary>The last answer, corrections included.</summary>
    public Received? Last { get; set; }

    /// <summary>The last answer that was no correction.</summary>
    public Received? Done { get; set; }

    public string End { get; set; } = "assigned";

    /// <summary>Why it was waived or last returned.</summary>
    public string? Reason { get; set; }

    public DateOnly? AnsweredOn => End is "accepted" or "submitted" ? CivilTime.DateOf(Done!.At) : null;

    public string Outcome(DateOnly today) => End switch
    {
        "waived" => "Waived",
        "lapsed" => "Lapsed",
        "submitted" or "accepted" => Done!.Standing is DeadlineStanding.InTime ? "InTime" : "Late",
        _ => Due < today ? "Overdue" : "Open",
    };
}

internal sealed record RawRecommendation(RawTask Origin, string Id, Proposal Proposal)
{
    public int Year => Origin.Year;

    public RecommendationFate? Fate { get; set; }

    public string? Decision { get; set; }
}

/// <param name="Number">Of the strategy's version that it made.</param>
internal sealed record RawAmendment(int Number, DateOnly On, string Reason, string? Decision);
