using Workflows.Core.Calendar;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>Brings a workflow up to a moment. The work of a day falls due at eight in the morning, Sofia time.</summary>
internal static class TimePassing
{
    /// <summary>Raises every fact up to now in the order of its days, each with what follows from it on that day.</summary>
    public static void CatchUp(Turn turn)
    {
        var through = WorkDay(turn.Now);
        while (Agenda.Next(turn.State) is { } item && item.On <= through)
        {
            Raise(turn, item);
            Progress.Settle(turn, item.On);
        }
    }

    /// <summary>Reminds of what falls on this very day; days gone by are only ticked off, since their mails would be stale.</summary>
    public static Rejection? Remind(Turn turn)
    {
        var w = turn.Workflow;
        var through = WorkDay(turn.Now);
        if (w.NextReminder is { } day && day <= through)
            turn.Raise(new RemindersDue(through, Agenda.RemindersOn(w, through)));
        return null;
    }

    public static DateTimeOffset? NextWakeUp(WorkflowState state)
    {
        var reminder = state is WorkflowState.Suspended ? null : WorkflowViews.WorkflowOf(state)?.NextReminder;
        return Earlier(Agenda.Next(state)?.On, reminder) is { } next ? CivilTime.MorningOf(next) : null;

        static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;
    }

    private static void Raise(Turn turn, AgendaItem item)
    {
        switch (item)
        {
            case AgendaItem.Open open:
                Progress.Open(turn, open.Step, open.On);
                break;
            case AgendaItem.Lapse lapse:
                turn.Raise(new TaskLapsed(lapse.Task, lapse.On));
                break;
            case AgendaItem.Escalate escalate:
                Escalate(turn, escalate);
                break;
            case AgendaItem.EscalateRecommendation escalate:
                Escalate(turn, escalate);
                break;
            default:
                throw new InvalidOperationException($"Nothing raises {item}.");
        }
    }

    private static void Escalate(Turn turn, AgendaItem.Escalate item)
    {
        var w = turn.Workflow;
        var task = w.Tasks[item.Task];
        turn.Raise(new TaskEscalated(task.Id, task.Escalations + 1, ToldOf(w, w.StepOf(task)!.Escalations[task.Escalations]), item.On));
    }

    private static void Escalate(Turn turn, AgendaItem.EscalateRecommendation item)
    {
        var w = turn.Workflow;
        var recommendation = w.Recommendations[item.Recommendation];
        var escalation = Agenda.EscalationsOf(w, recommendation)[recommendation.Escalations];
        turn.Raise(new RecommendationEscalated(item.Recommendation, recommendation.Escalations + 1, ToldOf(w, escalation), item.On));
    }

    /// <summary>A role that nobody holds is told through the coordinator.</summary>
    private static InstitutionId ToldOf(Workflow w, Templates.Escalation escalation) =>
        escalation.To is { } role && w.Context.InRole(role).FirstOrDefault() is { } holder ? holder.Id : w.Context.Coordinator;

    /// <summary>The last day whose work has fallen due.</summary>
    private static DateOnly WorkDay(DateTimeOffset now)
    {
        var today = CivilTime.DateOf(now);
        return now >= CivilTime.MorningOf(today) ? today : today.AddDays(-1);
    }
}
