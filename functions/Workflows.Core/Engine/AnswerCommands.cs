using Workflows.Core.Calendar;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowCommand;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>Submitting, accepting, returning and correcting answers, and what an accepted one leads to.</summary>
internal static class AnswerCommands
{
    public static Rejection? Submit(Turn turn, Submit command)
    {
        var w = turn.Workflow;
        if (!w.Tasks.TryGetValue(command.Task, out var task) || w.StepOf(task) is not { } step)
            return Refusals.UnknownTask(command.Task);
        if (WasSubmitted(w, command))
            return null;
        if (task.IsFinished)
            return Refusals.FinishedTask(task);
        if (task.Status is TaskStatus.Returned && EventFormat.SameSubmission(task.Received[^1].Submission, command.Submission))
            return Refusals.Answer("answer.unchanged", "This is the answer that was returned. Mend what the return asks for first.");
        var standing = task.Deadline.StandingOn(turn.Today);
        if (standing is DeadlineStanding.Closed && !turn.Actor.Coordinates)
            return Refusals.ClosedTask(task);
        if (AnswerRules.Check(w, step, task, command.Submission, turn.Today) is { } wrong)
            return wrong;

        turn.Raise(new AnswerSubmitted(task.Id, new(task.Received.Count + 1, turn.Now, turn.Actor, standing, command.Submission)));
        if (command.Submission.Answer is Answer.Meeting meeting && AnswerRules.GroupsMissing(w, meeting) is { Count: > 0 } missing)
            SendBack(turn, task.Id, $"The meeting does not count: nobody came from {string.Join(", ", missing.Select(g => g.Name.En))}. Hold another.");
        else if (step.Acceptance is Acceptance.Automatic)
            Accept(turn, task.Id, null);
        return null;
    }

    /// <summary>Whether the task's last answer says the same already and was not sent back.</summary>
    public static bool WasSubmitted(Workflow w, Submit command) =>
        w.Tasks.TryGetValue(command.Task, out var task)
        && task.Status is TaskStatus.Submitted or TaskStatus.Accepted
        && EventFormat.SameSubmission(task.Received[^1].Submission, command.Submission);

    public static Rejection? Accept(Turn turn, Accept command)
    {
        if (!turn.Workflow.Tasks.TryGetValue(command.Task, out var task))
            return Refusals.UnknownTask(command.Task);
        if (task.Status is TaskStatus.Accepted)
            return null;
        if (task.Status is not TaskStatus.Submitted)
            return Refusals.NothingSubmitted(task);
        Accept(turn, task.Id, command.Note);
        return null;
    }

    public static Rejection? Return(Turn turn, Return command)
    {
        if (!turn.Workflow.Tasks.TryGetValue(command.Task, out var task))
            return Refusals.UnknownTask(command.Task);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (task.Status is TaskStatus.Returned returned && returned.Reason == command.Reason)
            return null;
        if (task.Status is not TaskStatus.Submitted)
            return Refusals.NothingSubmitted(task);
        SendBack(turn, task.Id, command.Reason);
        return null;
    }

    /// <summary>Points at the approved answer it replaces; the outcome of a decision or an opinion has had its effect and stays.</summary>
    public static Rejection? Correct(Turn turn, Correct command)
    {
        var w = turn.Workflow;
        if (!w.Tasks.TryGetValue(command.Task, out var task) || w.StepOf(task) is not { } step)
            return Refusals.UnknownTask(command.Task);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (task.Status is not TaskStatus.Accepted)
            return Refusals.Answer("task.not-accepted", "Only an approved answer is corrected. Until then, submit it again.");
        var approved = task.Received[^1];
        if (EventFormat.SameSubmission(approved.Submission, command.Submission))
            return null;
        if (!SameOutcome(approved.Submission.Answer, command.Submission.Answer))
            return Refusals.Answer("answer.outcome-fixed", "The outcome has had its effect and cannot be corrected. Correct number, date or text only.");
        if (AnswerRules.Check(w, step, task, command.Submission, turn.Today) is { } wrong)
            return wrong;
        if (command.Submission.Answer is Answer.Meeting meeting && AnswerRules.GroupsMissing(w, meeting).Count > 0)
            return Refusals.Answer("answer.outcome-fixed", "A meeting that counts keeps every demanded group.", "participants");

        var received = new Received(task.Received.Count + 1, turn.Now, turn.Actor, approved.Standing, command.Submission);
        turn.Raise(new AnswerCorrected(task.Id, approved.Number, received, command.Reason));
        return null;
    }

    private static bool SameOutcome(Answer approved, Answer corrected) => (approved, corrected) switch
    {
        (Answer.Decision a, Answer.Decision b) => a.Outcome == b.Outcome,
        (Answer.Opinion a, Answer.Opinion b) => a.Verdict == b.Verdict,
        (Answer.Proposals a, Answer.Proposals b) => a.Changes.SequenceEqual(b.Changes),
        _ => true,
    };

    private static void SendBack(Turn turn, TaskId id, string reason)
    {
        var w = turn.Workflow;
        var task = w.Tasks[id];
        var deadline = Deadlines.OfReturn(w, w.StepOf(task)!, task, turn.Today);
        turn.Raise(new AnswerReturned(id, task.Received.Count, reason, turn.Today, deadline));
    }

    private static void Accept(Turn turn, TaskId id, string? note)
    {
        var task = turn.Workflow.Tasks[id];
        turn.Raise(new AnswerAccepted(id, task.Received.Count, note));
        Outcomes.Follow(turn, turn.Workflow.StepOf(task)!, task);
    }
}
