using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>
/// What the calendar owes a workflow: openings, lapses, escalations and reminders, each on its day. All of it follows from the
/// state, so waking up late finds the same facts as waking up every day, in the same order.
/// </summary>
internal static class Agenda
{
    /// <summary>The earliest fact that is not in the state yet, reminders aside; facts of one day come in the order of the cases.</summary>
    public static AgendaItem? Next(WorkflowState state) => state switch
    {
        WorkflowState.Running { Workflow: var w } => w.NextOutlasting is { } recommended ? Earlier(w.NextOnAgenda, recommended) : w.NextOnAgenda,
        // Nothing is owed in it any more but what was recommended.
        WorkflowState.Completed or WorkflowState.Rejected or WorkflowState.Cancelled => WorkflowViews.WorkflowOf(state)!.NextOutlasting,
        _ => null,
    };

    /// <summary>The earliest of the steps and tasks.</summary>
    public static AgendaItem? NextWithin(Workflow w)
    {
        AgendaItem? next = null;
        var steps = w.Steps.InOrder;
        for (var place = 0; place < steps.Length; place++)
        {
            if (steps[place].Progress.Status is StepStatus.Waiting && ReadyOn(w, place) is { } day)
                next = Earlier(next, new AgendaItem.Open(day, steps[place].Step.Id));
        }

        foreach (var task in w.Unfinished.Values)
        {
            if (!task.IsOwed || w.StepOf(task) is not { } step)
                continue;
            if (step.Kind is StepKind.Opinion { Lapse: Lapse.Passes })
                next = Earlier(next, new AgendaItem.Lapse(task.Deadline.Closed.AddDays(1), task.Id));
            if (task.Escalations < step.Escalations.Count)
            {
                var day = w.Context.Calendar.AddWorkingDays(task.Deadline.Due, step.Escalations[task.Escalations].WorkingDaysAfter);
                next = Earlier(next, new AgendaItem.Escalate(day, task.Id));
            }
        }

        return next;
    }

    /// <summary>The earliest of the recommendations, which go on after the workflow has ended.</summary>
    public static AgendaItem? NextOutlasting(Workflow w)
    {
        AgendaItem? next = null;
        foreach (var (id, recommendation) in w.Recommendations)
        {
            if (recommendation is { IsOpen: true, Due: { } due } && EscalationsOf(w, recommendation).ElementAtOrDefault(recommendation.Escalations) is { } escalation)
                next = Earlier(next, new AgendaItem.EscalateRecommendation(w.Context.Calendar.AddWorkingDays(due, escalation.WorkingDaysAfter), id));
        }

        return next;
    }

    /// <summary>The next day after <see cref="Workflow.RemindedThrough"/> on which anybody is reminded of anything.</summary>
    public static DateOnly? NextReminder(Workflow w)
    {
        DateOnly? next = null;
        foreach (var task in w.Unfinished.Values)
            Consider(ReminderOf(w, task, Later(w.RemindedThrough, task.AssignedOn)));
        foreach (var recommendation in w.Recommendations.Values)
        {
            if (recommendation is { AssignedOn: { } since })
                Consider(ReminderOf(w, recommendation, Later(w.RemindedThrough, since)));
        }

        return next;

        void Consider(DateOnly? day)
        {
            if (day is not null && (next is null || day < next))
                next = day;
        }
    }

    /// <summary>Who is reminded of what on a day.</summary>
    public static IReadOnlyList<Reminder> RemindersOn(Workflow w, DateOnly day)
    {
        var tasks = w.Unfinished.Values
            .Where(t => t.AssignedOn < day && ReminderOf(w, t, day.AddDays(-1)) == day)
            .ToLookup(t => t.IsOwed ? t.Owner : w.Context.Coordinator);
        var recommendations = w.Recommendations
            .Where(r => r.Value.AssignedOn < day && ReminderOf(w, r.Value, day.AddDays(-1)) == day)
            .ToLookup(r => r.Value.Owner!.Value, r => r.Key);
        return
        [
            .. tasks.Select(g => g.Key).Union(recommendations.Select(g => g.Key)).Order().Select(to => new Reminder(
                to,
                [.. tasks[to].Where(t => t.IsOwed).Select(t => t.Id)],
                [.. tasks[to].Where(t => !t.IsOwed).Select(t => t.Id)],
                recommendations.Contains(to) ? [.. recommendations[to]] : null)),
        ];
    }

    /// <summary>The day on which a waiting step opens, or null while something before it has not passed.</summary>
    /// <param name="place">Of the step among those that apply.</param>
    public static DateOnly? ReadyOn(Workflow w, int place) =>
        w.Steps.PassedBefore(place, w.OpenedOn) is { } ready ? Deadlines.OpeningOf(w, w.Steps.InOrder[place].Step, ready) : null;

    /// <summary>The coordinator is reminded of answers to accept as often as the owner would be of a late one.</summary>
    private static DateOnly? ReminderOf(Workflow w, WorkflowTask task, DateOnly after)
    {
        if (w.StepOf(task) is not { } step)
            return null;
        return task.Status switch
        {
            TaskStatus.Assigned or TaskStatus.Returned =>
                step.Reminders.NextAfter(after, task.AssignedOn, task.Deadline.Due, w.Context.Calendar, onOpening: false),
            TaskStatus.Submitted submitted => step.Reminders.NextOverdue(after, submitted.On, w.Context.Calendar),
            _ => null,
        };
    }

    /// <summary>
    /// By the policy of the step that it comes from. Its owner was told when it was assigned; of one that has left the strategy the mail
    /// fails and is shown so, as a task's does.
    /// </summary>
    private static DateOnly? ReminderOf(Workflow w, Recommendation recommendation, DateOnly after) =>
        recommendation is { IsOpen: true, Due: { } due, AssignedOn: { } since }
            ? (OriginOf(w, recommendation)?.Reminders ?? Calendar.ReminderPlan.Default).NextAfter(after, since, due, w.Context.Calendar, onOpening: false)
            : null;

    /// <summary>By the policy of the step that it comes from; where a migration dropped the step, the coordinator is told as of any task.</summary>
    public static IReadOnlyList<Escalation> EscalationsOf(Workflow w, Recommendation recommendation) =>
        OriginOf(w, recommendation)?.Escalations ?? Escalation.ToCoordinator;

    private static Step? OriginOf(Workflow w, Recommendation recommendation) =>
        w.Tasks.TryGetValue(recommendation.Origin, out var origin) ? w.StepOf(origin) : null;

    private static AgendaItem Earlier(AgendaItem? one, AgendaItem other) => one is null || other.CompareTo(one) < 0 ? other : one;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

internal abstract record AgendaItem(DateOnly On) : IComparable<AgendaItem>
{
    /// <summary>Lapses before openings, since they may cause them; escalations last, since a lapsed task has none.</summary>
    private (DateOnly, int, string) Order => this switch
    {
        Lapse x => (On, 0, x.Task.Value),
        Open x => (On, 1, x.Step.Value),
        Escalate x => (On, 2, x.Task.Value),
        EscalateRecommendation x => (On, 3, x.Recommendation),
        _ => throw new InvalidOperationException($"Unknown agenda item {this}."),
    };

    public int CompareTo(AgendaItem? other)
    {
        if (other is null)
            return 1;
        var ((day, kind, id), (otherDay, otherKind, otherId)) = (Order, other.Order);
        return day != otherDay ? day.CompareTo(otherDay) : kind != otherKind ? kind.CompareTo(otherKind) : string.CompareOrdinal(id, otherId);
    }

    public sealed record Lapse(DateOnly On, TaskId Task) : AgendaItem(On);

    public sealed record Open(DateOnly On, StepId Step) : AgendaItem(On);

    public sealed record Escalate(DateOnly On, TaskId Task) : AgendaItem(On);

    public sealed record EscalateRecommendation(DateOnly On, string Recommendation) : AgendaItem(On);
}
