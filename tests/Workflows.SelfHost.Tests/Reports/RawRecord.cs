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

    public List<RawTask> Tasks { get; } = [];

    public List<RawRecommendation> Recommendations { get; } = [];

    public Strategy Strategy { get; private set; } = null!;

    public static RawRecord Of(IEnumerable<StoredEvent> events)
    {
        var record = new RawRecord();
        var workflows = new Dictionary<StreamId, (Template Template, WorkflowContext Context)>();
        foreach (var stored in events.OrderBy(e => e.At).ThenBy(e => e.Stream.Value, StringComparer.Ordinal).ThenBy(e => e.Version))
        {
            if (stored.Stream.IsWorkflow)
                record.Take(stored, workflows);
            else if (EventFormat.ReadStrategyEvent(stored) is StrategyEvent.StrategyRegistered registered)
                record.Strategy = registered.Strategy;
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

    /// <summary>Cells asked for in a year, and those of them without a number.</summary>
    public (int Asked, int Missing) Cells(int year)
    {
        var cells = (from task in Of(year)
                     let kind = task.Step.Kind as StepKind.CollectIndicators
                     where kind is { Baseline: not true }
                     from indicator in task.Context.Indicators
                     where indicator.Ratio is null && kind.Kinds.Contains(indicator.Kind) && indicator.Source.Value == task.Owner
                     from cell in CellsOf(indicator, task.Context.Dimensions)
                     select (indicator, cell)).DistinctBy(x => (x.indicator.Id, x.cell)).ToList();
        return (cells.Count, cells.Count(x => Value(x.indicator, year, x.cell.Item1, x.cell.Item2) is null));
    }

    private static IEnumerable<(string?, string?)> CellsOf(Indicator indicator, IEnumerable<Dimension> dimensions)
    {
        yield return (null, null);
        foreach (var dimension in dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
        {
            foreach (var part in dimension.Parts)
                yield return (dimension.Id, part.Id);
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
                Tasks.Add(new(stored.Stream, x.Task, context, template.Steps.Single(s => s.Id == x.Step), x.Service?.Value) { Owner = x.Owner.Value, Due = x.Deadline.Due });
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
                (Task(x.Task).Due, Task(x.Task).End) = (x.Deadline.Due, "returned");
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
                Task(x.Task).End = "waived";
                break;
            case TaskLapsed x:
                Task(x.Task).End = "lapsed";
                break;
            case TaskWithdrawn x:
                Task(x.Task).End = "withdrawn";
                break;
            case RecommendationRaised x:
                Recommendations.Add(new(workflows[stored.Stream].Context.Year, stored.Stream, x.Recommendation, x.Proposal));
                break;
            case RecommendationSettled x:
                var settled = Recommendations.Single(r => r.Stream == stored.Stream && r.Id == x.Recommendation);
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

internal sealed record RawTask(StreamId Stream, TaskId Id, WorkflowContext Context, Step Step, string? Service)
{
    public int Year => Context.Year;

    public string Owner { get; set; } = "";

    public DateOnly Due { get; set; }

    /// <summary>The last answer, corrections included.</summary>
    public Received? Last { get; set; }

    /// <summary>The last answer that was no correction.</summary>
    public Received? Done { get; set; }

    public string End { get; set; } = "assigned";

    public string Outcome(DateOnly today) => End switch
    {
        "waived" => "Waived",
        "lapsed" => "Lapsed",
        "submitted" or "accepted" => Done!.Standing is DeadlineStanding.InTime ? "InTime" : "Late",
        _ => Due < today ? "Overdue" : "Open",
    };
}

internal sealed record RawRecommendation(int Year, StreamId Stream, string Id, Proposal Proposal)
{
    public RecommendationFate? Fate { get; set; }

    public string? Decision { get; set; }
}
