using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Web.Api;

/// <summary>What one institution owes, without what it answered.</summary>
/// <param name="Asks">The kind of answer: team, values, meeting, visit, document, opinion, decision, publication, proposals, evaluation or done.</param>
/// <param name="Service">For visits.</param>
/// <param name="Number">1 for the first of several alike.</param>
/// <param name="State">assigned, submitted, returned, accepted, waived, withdrawn or lapsed.</param>
/// <param name="Reason">Why it was returned or waived.</param>
/// <param name="Answers">Oldest first; the last one counts.</param>
/// <param name="Escalations">How many of the step's escalations were sent.</param>
public sealed record TaskView(
    TaskId Id,
    StepId Step,
    LocalText Title,
    string Asks,
    Party Owner,
    ServiceId? Service,
    int Number,
    int Round,
    string State,
    string? Reason,
    DateOnly AssignedOn,
    DeadlineView Deadline,
    MeetingPlan? Meeting,
    IReadOnlyList<ReceivedView> Answers,
    int Escalations)
{
    internal static TaskView Of(Workflow w, WorkflowTask task, DateOnly today)
    {
        var step = w.StepOf(task);
        return new(
            task.Id,
            task.Step,
            step?.Title ?? new(task.Step.Value, task.Step.Value),
            step is null ? "" : AnswerNames.AskedFor(step.Kind),
            Party.Of(w, task.Owner),
            task.Service,
            task.Number,
            task.Round,
            WorkflowNames.Of(task.Status),
            ReasonOf(task.Status),
            task.AssignedOn,
            DeadlineView.Of(w, task, step, today),
            task.Meeting,
            [.. task.Received.Select(r => new ReceivedView(r.Number, r.At, r.By, r.Standing))],
            task.Escalations);
    }

    private static string? ReasonOf(Core.Engine.TaskStatus status) => status switch
    {
        Core.Engine.TaskStatus.Returned s => s.Reason,
        Core.Engine.TaskStatus.Waived s => s.Reason,
        _ => null,
    };
}

/// <summary>Civil dates in Sofia, each inclusive.</summary>
/// <param name="Grace">Late but accepted as a matter of course through this day.</param>
/// <param name="Closed">After this day only the coordinator reopens the task.</param>
/// <param name="DueIsChoice">No source states the day: it is the municipality's choice.</param>
/// <param name="Standing">Where today stands while an answer is owed; left out after that.</param>
/// <param name="Explanation">How the due day came about.</param>
public sealed record DeadlineView(
    DateOnly Due, DateOnly Grace, DateOnly Closed, bool DueIsChoice, DeadlineStanding? Standing, LocalText Explanation)
{
    internal static DeadlineView Of(Workflow w, WorkflowTask task, Step? step, DateOnly today) => new(
        task.Deadline.Due,
        task.Deadline.Grace,
        task.Deadline.Closed,
        step?.DueIsChoice ?? false,
        task.IsOwed ? task.Deadline.StandingOn(today) : null,
        new(DeadlineWords.How(w, task.Deadline, Language.Bg), DeadlineWords.How(w, task.Deadline, Language.En)));
}

/// <param name="At">In UTC.</param>
/// <param name="Standing">Whether it came in time, late or past closing.</param>
public sealed record ReceivedView(int Number, DateTimeOffset At, Actor By, DeadlineStanding Standing);

/// <summary>A task with all that its owner needs to answer it, and all that was answered.</summary>
/// <param name="Evidence">Documents that the answer must bring.</param>
/// <param name="Fields">Further things the answer must say.</param>
/// <param name="Indicators">For values: what is asked for.</param>
public sealed record TaskDetail(
    WorkflowId Workflow,
    TaskView Task,
    LocalText Help,
    IReadOnlyList<LabelledText> Evidence,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<Core.Indicators.Indicator> Indicators,
    IReadOnlyList<Core.Indicators.Dimension> Dimensions,
    IReadOnlyList<Received> Received,
    ClockReading Clock)
{
    internal static TaskDetail Of(Workflow w, WorkflowTask task, ClockReading clock)
    {
        var step = w.StepOf(task);
        var kinds = (step?.Kind as StepKind.CollectIndicators)?.Kinds ?? [];
        List<Core.Indicators.Indicator> indicators = [.. Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kinds, task.Owner)];
        return new(
            w.Id,
            TaskView.Of(w, task, clock.Today),
            step?.Help ?? new("", ""),
            step?.Evidence ?? [],
            step?.Fields ?? [],
            indicators,
            [.. w.Context.Dimensions.Where(d => indicators.Exists(i => i.Breakdowns.Contains(d.Id)))],
            task.Received,
            clock);
    }
}
