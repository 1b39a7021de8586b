using static Workflows.Core.Engine.WorkflowCommand;
using static Workflows.Core.Engine.WorkflowEvent;
using static Workflows.Core.Engine.WorkflowState;

namespace Workflows.Core.Engine;

/// <summary>decide: state × command × now → events | rejection. No clock, no I/O, no randomness.</summary>
public static class WorkflowDecider
{
    /// <param name="now">The moment of the command, in UTC. Before anything else, time is brought up to it.</param>
    public static Decided<WorkflowEvent> Decide(WorkflowState state, WorkflowCommand command, Actor actor, DateTimeOffset now)
    {
        var turn = new Turn(state, actor, now);
        TimePassing.CatchUp(turn);
        var rejection = Authority.Check(turn, command) ?? Handle(turn, command);
        if (rejection is not null)
            return new Decided<WorkflowEvent>.Refused(rejection);
        Progress.Settle(turn, turn.Today);
        // A deadline that the command moved into the past owes its escalations now.
        TimePassing.CatchUp(turn);
        return new Decided<WorkflowEvent>.Events(turn.Events);
    }

    /// <summary>When time next changes something, in UTC; null when nothing is due without somebody acting.</summary>
    public static DateTimeOffset? NextWakeUp(WorkflowState state) => TimePassing.NextWakeUp(state);

    private static Rejection? Handle(Turn turn, WorkflowCommand command) => (turn.State, command) switch
    {
        (NotOpened, Open open) => OpenNew(turn, open),
        (NotOpened, _) => Refusals.UnknownWorkflow,
        (_, Open) => null,
        (Suspended, Tick) => null,
        (_, Tick) => TimePassing.Remind(turn),
        (_, Comment comment) => TaskCommands.Comment(turn, comment),
        (_, RecordSecureDelivery record) => TaskCommands.RecordSecureDelivery(turn, record),
        (not Suspended, Correct correct) => AnswerCommands.Correct(turn, correct),
        (not Suspended, AssignRecommendation assign) => RecommendationCommands.Assign(turn, assign),
        (not Suspended, SettleRecommendation settle) => RecommendationCommands.Settle(turn, settle),
        (Cancelled, Cancel) => null,
        (Completed or Rejected or Cancelled, ChangeContext change) => RecommendationCommands.CarryOut(turn, change.Decision),
        (Completed or Rejected or Cancelled, Migrate) => null,
        (Completed or Rejected or Cancelled, _) when AlreadyDone(turn, command) => null,
        (Completed or Rejected or Cancelled, _) => Refusals.Ended(WorkflowNames.Of(turn.State)),
        (Running or Suspended, Cancel cancel) => CallOff(turn, cancel),
        (Running or Suspended, ChangeContext change) => Amendments.ChangeContext(turn, change),
        (Suspended, Suspend) => null,
        (Suspended suspended, Resume) => TakeUpAgain(turn, suspended),
        (Suspended, _) when AlreadyDone(turn, command) => null,
        (Suspended, _) => Refusals.Suspended,
        (Running, Resume) => null,
        (Running, Suspend suspend) => PutOnHold(turn, suspend),
        (Running, Migrate migrate) => Amendments.Migrate(turn, migrate),
        (Running, Submit submit) => AnswerCommands.Submit(turn, submit),
        (Running, Accept accept) => AnswerCommands.Accept(turn, accept),
        (Running, Return give) => AnswerCommands.Return(turn, give),
        (Running, ScheduleMeeting schedule) => TaskCommands.Schedule(turn, schedule),
        (Running, AddTask add) => TaskCommands.Add(turn, add),
        (Running, Extend extend) => TaskCommands.Extend(turn, extend),
        (Running, Reassign reassign) => TaskCommands.Reassign(turn, reassign),
        (Running, WaiveTask waive) => TaskCommands.Waive(turn, waive),
        (Running, WaiveStep waive) => TaskCommands.Waive(turn, waive),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name} on {turn.State.GetType().Name}."),
    };

    /// <summary>A command that comes again after the workflow has gone on is answered as before, not refused.</summary>
    private static bool AlreadyDone(Turn turn, WorkflowCommand command) => command switch
    {
        Submit submit => AnswerCommands.WasSubmitted(turn.Workflow, submit),
        Accept accept => turn.Workflow.Tasks.TryGetValue(accept.Task, out var task) && task.Status is TaskStatus.Accepted,
        WaiveTask waive => turn.Workflow.Tasks.TryGetValue(waive.Task, out var task) && task.Status is TaskStatus.Waived,
        WaiveStep waive => turn.Workflow.Steps.TryGetValue(waive.Step, out var step)
            && step.Status is StepStatus.Passed { How: Passing.Waived },
        _ => false,
    };

    private static Rejection? OpenNew(Turn turn, Open open)
    {
        if (open.Template.Steps.SelectMany(s => s.Owners).FirstOrDefault(r => !open.Context.InRole(r).Any()) is { Value: not null } role)
        {
            return new(
                "strategy.role-missing",
                $"Template '{open.Template.Id}' needs an institution in the role '{role}'. Add one to the strategy.",
                new Dictionary<string, string> { ["role"] = role.Value });
        }

        turn.Raise(new WorkflowOpened(open.Workflow, open.Template, open.Context, turn.Today));
        return null;
    }

    private static Rejection? PutOnHold(Turn turn, Suspend suspend)
    {
        if (string.IsNullOrWhiteSpace(suspend.Reason))
            return Refusals.ReasonMissing;
        turn.Raise(new WorkflowSuspended(turn.Today, suspend.Reason));
        return null;
    }

    /// <summary>Deadlines that were open move by the working days that the workflow stood still.</summary>
    private static Rejection? TakeUpAgain(Turn turn, Suspended suspended)
    {
        var calendar = turn.Workflow.Context.Calendar;
        var days = calendar.WorkingDaysBetween(suspended.On, turn.Today);
        turn.Raise(new WorkflowResumed(turn.Today));
        foreach (var task in turn.Workflow.Unfinished.Values.Where(t => t.IsOwed && days > 0).ToList())
            turn.Raise(new DeadlineMoved(task.Id, task.Deadline.ShiftedBy(days, calendar), MoveCause.Suspension));
        return null;
    }

    private static Rejection? CallOff(Turn turn, Cancel cancel)
    {
        if (string.IsNullOrWhiteSpace(cancel.Reason))
            return Refusals.ReasonMissing;
        Progress.Withdraw(turn, turn.Workflow.Unfinished.Values, WithdrawalCause.Cancelled);
        turn.Raise(new WorkflowCancelled(turn.Today, cancel.Reason));
        return null;
    }
}
