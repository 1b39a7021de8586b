using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>react: event → effects. Effects are saved with their event and delivered after it.</summary>
public static class WorkflowReactions
{
    /// <param name="before">The state that the event was decided on, which still knows an earlier owner.</param>
    public static IEnumerable<Effect> React(WorkflowState before, WorkflowEvent e)
    {
        if (WorkflowViews.WorkflowOf(before) is not { } w)
            return [];
        return e switch
        {
            TaskAssigned x => [Mail(w, MailKind.Assignment, x.Owner, x.Task)],
            MeetingScheduled x => w.Context.Participants.Select(p => Mail(w, MailKind.Invitation, p.Id, x.Task)),
            AnswerSubmitted x => [Mail(w, MailKind.Receipt, w.Tasks[x.Task].Owner, x.Task)],
            AnswerAccepted x => OnAccepted(w, w.Tasks[x.Task], x.Note),
            AnswerReturned x => [Mail(w, MailKind.Returned, w.Tasks[x.Task].Owner, x.Task, x.Reason)],
            TaskExtended x => [Mail(w, MailKind.DeadlineMoved, w.Tasks[x.Task].Owner, x.Task, x.Reason)],
            DeadlineMoved x => [Mail(w, MailKind.DeadlineMoved, w.Tasks[x.Task].Owner, x.Task)],
            TaskReassigned x => [Mail(w, MailKind.Withdrawal, x.From, x.Task, x.Reason), Mail(w, MailKind.Assignment, x.To, x.Task, x.Reason)],
            TaskWaived x => Withdrawals(w, w.Tasks[x.Task], x.Reason),
            TaskWithdrawn x => Withdrawals(w, w.Tasks[x.Task], null),
            TaskLapsed x => [Mail(w, MailKind.Withdrawal, w.Tasks[x.Task].Owner, x.Task)],
            TaskEscalated x => [Mail(w, MailKind.Escalation, x.To, x.Task) with { Digest = Digest(w, x.To, x.On) }],
            RemindersDue x => x.Reminders.Select(r =>
                new Effect.SendMail(MailKind.Reminder, w.Id, r.To, r.Owed, r.ToAccept, null, Digest(w, r.To, x.On), r.Recommendations)),
            RecommendationEscalated x =>
                [new Effect.SendMail(MailKind.Escalation, w.Id, x.To, [], [], null, Digest(w, x.To, x.On), [x.Recommendation])],
            // The first word of it is a reminder too: it goes into the day's mail with all else that waits.
            RecommendationAssigned x =>
                [new Effect.SendMail(MailKind.Reminder, w.Id, x.Owner, [], [], null, Digest(w, x.Owner, x.On), [x.Recommendation])],
            // What the program itself says, such as that a mail did not arrive, is for the coordinator.
            Commented { Task: { } task, By.Kind: ActorKind.Coordinator or ActorKind.Administrator } x => [Mail(w, MailKind.Comment, w.Tasks[task].Owner, task, x.Text)],
            Commented { Task: { } task } x => [Mail(w, MailKind.Comment, w.Context.Coordinator, task, x.Text)],
            WorkflowSuspended x => OwnersOfOpenTasks(w).Select(o => Notice(w, MailKind.Suspended, o, x.Reason)),
            WorkflowResumed => OwnersOfOpenTasks(w).Select(o => Notice(w, MailKind.Resumed, o, null)),
            WorkflowCompleted or WorkflowRejected => [Notice(w, MailKind.Ended, w.Context.Coordinator, null)],
            WorkflowCancelled x => [Notice(w, MailKind.Ended, w.Context.Coordinator, x.Reason)],
            _ => [],
        };
    }

    /// <summary>A planned meeting is called off for everybody who was invited.</summary>
    private static IEnumerable<Effect> Withdrawals(Workflow w, WorkflowTask task, string? reason) =>
        task.Meeting is null
            ? [Mail(w, MailKind.Withdrawal, task.Owner, task.Id, reason)]
            : w.Context.Participants.Select(p => Mail(w, MailKind.Withdrawal, p.Id, task.Id, reason));

    /// <summary>A decision is told to the coordinator and to those whose documents it was about; a publication to everybody.</summary>
    private static IEnumerable<Effect> OnAccepted(Workflow w, WorkflowTask task, string? note)
    {
        var step = w.StepOf(task);
        if (step?.Acceptance is Acceptance.Coordinator)
            yield return Mail(w, MailKind.Accepted, task.Owner, task.Id, note);
        if (step?.Kind is StepKind.Decision decision)
        {
            var told = decision.On.SelectMany(w.TasksOf).Select(t => t.Owner).Append(w.Context.Coordinator).Distinct().Order();
            foreach (var to in told)
                yield return Mail(w, MailKind.Decision, to, task.Id);
        }
        else if (step?.Kind is StepKind.Publish)
        {
            foreach (var participant in w.Context.Participants)
                yield return Mail(w, MailKind.Publication, participant.Id, task.Id);
        }
    }

    private static IEnumerable<InstitutionId> OwnersOfOpenTasks(Workflow w) =>
        w.Unfinished.Values.Where(t => t.IsOwed).Select(t => t.Owner).Distinct().Order();

    private static Effect.SendMail Mail(Workflow w, MailKind kind, InstitutionId to, TaskId task, string? text = null) =>
        new(kind, w.Id, to, [task], [], text, null);

    private static Effect.SendMail Notice(Workflow w, MailKind kind, InstitutionId to, string? text) =>
        new(kind, w.Id, to, [], [], text, null);

    private static string Digest(Workflow w, InstitutionId to, DateOnly on) => $"{w.Context.Strategy}/{to}/{on:yyyy-MM-dd}";
}
