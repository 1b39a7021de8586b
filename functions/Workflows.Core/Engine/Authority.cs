using static Workflows.Core.Engine.WorkflowCommand;

namespace Workflows.Core.Engine;

/// <summary>Who may do what in a workflow. That an actor belongs to the municipality at all is the shells' to check.</summary>
internal static class Authority
{
    public static Rejection? Check(Turn turn, WorkflowCommand command)
    {
        if (turn.Actor.Coordinates || turn.State is WorkflowState.NotOpened)
            return null;
        return command switch
        {
            Submit x => OfTask(turn, x.Task),
            RecordSecureDelivery x => OfTask(turn, x.Task),
            ScheduleMeeting x => OfTask(turn, x.Task),
            Comment { Task: { } task } => OfTask(turn, task),
            Comment => Refusals.Forbidden("comment on a workflow as a whole; comment on your task instead"),
            Accept or Return or Correct => Refusals.Forbidden("accept, return or correct an answer"),
            Extend or Reassign or AddTask or WaiveTask or WaiveStep => Refusals.Forbidden("change what is owed"),
            AssignRecommendation => Refusals.Forbidden("say who carries a recommendation out"),
            SettleRecommendation => Refusals.Forbidden("settle a recommendation"),
            Suspend or Resume or Cancel or Migrate or Open or ChangeContext or Tick => Refusals.Forbidden("run a workflow"),
            _ => throw new InvalidOperationException($"Nobody decided who may {command.GetType().Name}."),
        };
    }

    private static Rejection? OfTask(Turn turn, TaskId id)
    {
        if (!turn.Workflow.Tasks.TryGetValue(id, out var task))
            return Refusals.UnknownTask(id);
        return WorkflowViews.MayAnswer(turn.Workflow, task, turn.Actor) ? null : Refusals.ForeignTask(id);
    }
}
