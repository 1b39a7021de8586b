using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowCommand;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>What a coordinator changes about what is owed, and what anybody says about it.</summary>
internal static class TaskCommands
{
    public static Rejection? Schedule(Turn turn, ScheduleMeeting command)
    {
        if (Owed(turn, command.Task, out var task) is { } refusal)
            return refusal;
        if (turn.Workflow.StepOf(task)?.Kind is not StepKind.Meeting)
            return Refusals.Answer("task.not-a-meeting", "Only a meeting is scheduled. Take a task of a meeting step.");
        if (command.Plan.Date < turn.Today)
            return Refusals.Answer("meeting.in-past", $"{command.Plan.Date:yyyy-MM-dd} has gone by. Record a meeting that was held by answering the task.", "date");
        if (command.Plan.Until <= command.Plan.Time)
            return Refusals.Answer("meeting.ends-before", $"The meeting ends at {command.Plan.Until:HH:mm}, but begins at {command.Plan.Time:HH:mm}. Give a later end on the same day, or leave it out.", "until");
        if (AnswerRules.Required(command.Plan.Place, "place", "Say where the meeting will be held.") is { } incomplete)
            return incomplete;
        if (task.Meeting != command.Plan)
            turn.Raise(new MeetingScheduled(task.Id, command.Plan));
        return null;
    }

    public static Rejection? Add(Turn turn, AddTask command)
    {
        var w = turn.Workflow;
        if (w.Template.Find(command.Step) is not { } step || !w.Steps.TryGetValue(command.Step, out var progress))
            return Refusals.UnknownStep(command.Step);
        if (progress.Status is not StepStatus.Open)
            return Refusals.Answer("step.not-open", "A task can be added only while its step is open.");
        if (step.Kind is not (StepKind.Meeting or StepKind.Visit))
            return Refusals.Answer("step.not-countable", "Only meetings and visits can be added.");
        if (step.Kind is StepKind.Visit && w.Context.Services.All(s => s.Id != command.Service))
            return Refusals.Answer("service.unknown", $"There is no service '{command.Service}' in the strategy. Name one that is.", "service");
        var alike = w.TasksOf(step.Id).Where(t => t.Service == command.Service).ToList();
        // One that nobody has begun serves; this also makes the same command twice one.
        if (alike.Exists(t => t.Status is TaskStatus.Assigned))
            return null;
        var number = alike.Select(t => t.Number).DefaultIfEmpty().Max() + 1;
        var owner = step.Owners.SelectMany(w.Context.InRole).First().Id;
        turn.Raise(new TaskAssigned(
            Progress.IdOf(w, step, owner, command.Service, number),
            step.Id, owner, command.Service, number, turn.Today, Deadlines.OfStep(w, step, turn.Today)));
        return null;
    }

    public static Rejection? Extend(Turn turn, Extend command)
    {
        if (Owed(turn, command.Task, out var task) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (task.Deadline.Due == command.Due)
            return null;
        if (command.Due < task.Deadline.Due || command.Due < turn.Today)
            return Refusals.Answer("deadline.not-later", $"An extension ends today ({turn.Today:yyyy-MM-dd}) or later, and after {task.Deadline.Due:yyyy-MM-dd}.", "due", ("due", $"{task.Deadline.Due:yyyy-MM-dd}"));
        if (command.Due > turn.Today.AddYears(2))
            return Refusals.Answer("deadline.too-far", "An extension of more than two years is surely a slip. Give an earlier day.", "due");
        turn.Raise(new TaskExtended(task.Id, task.Deadline.Extended(command.Due, turn.Workflow.Context.Calendar), command.Reason));
        return null;
    }

    public static Rejection? Reassign(Turn turn, Reassign command)
    {
        if (Owed(turn, command.Task, out var task) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (turn.Workflow.Context.Find(command.To) is null)
            return Refusals.Answer("institution.unknown", $"There is no institution '{command.To}' in the strategy. Name one that is.", "to");
        if (turn.Workflow.StepOf(task)?.Kind is StepKind.CollectIndicators)
            return Refusals.Answer("task.source-fixed", "The source of an indicator is part of the strategy. Amend the strategy instead.", "to");
        if (task.Owner != command.To)
            turn.Raise(new TaskReassigned(task.Id, task.Owner, command.To, command.Reason));
        return null;
    }

    public static Rejection? Waive(Turn turn, WaiveTask command)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (!turn.Workflow.Tasks.TryGetValue(command.Task, out var task))
            return Refusals.UnknownTask(command.Task);
        if (task.Status is TaskStatus.Waived)
            return null;
        if (task.IsFinished)
            return Refusals.FinishedTask(task);
        turn.Raise(new TaskWaived(task.Id, turn.Actor, command.Reason));
        return null;
    }

    /// <summary>Waives what is open in a step, or the whole of one that has not opened yet.</summary>
    public static Rejection? Waive(Turn turn, WaiveStep command)
    {
        var w = turn.Workflow;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing;
        if (!w.Steps.TryGetValue(command.Step, out var progress))
            return Refusals.UnknownStep(command.Step);
        if (progress.Status is StepStatus.Passed { How: Passing.Waived })
            return null;
        if (progress.Status is StepStatus.Passed)
            return Refusals.Answer("step.passed", "The step has passed already, so there is nothing to waive.");
        foreach (var task in w.TasksOf(command.Step).Where(t => !t.IsFinished).ToList())
            turn.Raise(new TaskWaived(task.Id, turn.Actor, command.Reason));
        if (progress.Status is StepStatus.Waiting)
            turn.Raise(new StepPassed(command.Step, turn.Today, new Passing.Waived(turn.Actor, command.Reason)));
        return null;
    }

    public static Rejection? Comment(Turn turn, Comment command)
    {
        if (string.IsNullOrWhiteSpace(command.Text))
            return Refusals.Answer("comment.empty", "Write something.", "text");
        if (command.Task is { } task && !turn.Workflow.Tasks.ContainsKey(task))
            return Refusals.UnknownTask(task);
        if (!turn.Workflow.Comments.Contains(command.Id))
            turn.Raise(new Commented(command.Id, command.Task, turn.Actor, command.Text));
        return null;
    }

    public static Rejection? RecordSecureDelivery(Turn turn, RecordSecureDelivery command)
    {
        if (!turn.Workflow.Tasks.TryGetValue(command.Task, out var task))
            return Refusals.UnknownTask(command.Task);
        if (command.Number < 1 || command.Number > task.Received.Count)
            return Refusals.Answer("answer.unknown", $"The task has no answer {command.Number}. Take the number from its receipt.", "number");
        if (AnswerRules.Required(command.Delivery, "delivery", "Give number and time of the message in the secure delivery service.") is { } incomplete)
            return incomplete;
        if (task.Received[command.Number - 1].SecureDelivery != command.Delivery)
            turn.Raise(new SecureDeliveryRecorded(task.Id, command.Number, command.Delivery));
        return null;
    }

    private static Rejection? Owed(Turn turn, TaskId id, out WorkflowTask task)
    {
        if (!turn.Workflow.Tasks.TryGetValue(id, out task!))
            return Refusals.UnknownTask(id);
        return task.IsFinished ? Refusals.FinishedTask(task) : null;
    }
}
