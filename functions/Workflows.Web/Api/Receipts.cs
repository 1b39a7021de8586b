using System.Collections.Frozen;
using Workflows.Core;
using Workflows.Core.Engine;

namespace Workflows.Web.Api;

/// <summary>What a command wrote. Made of its events alone, so the same request twice is answered the same.</summary>
/// <param name="Version">Of the workflow after the command.</param>
/// <param name="Events">None when the command had had its effect before.</param>
/// <param name="DryRun">True when nothing was saved.</param>
public sealed record Receipt(WorkflowId Workflow, long Version, IReadOnlyList<ReceiptEvent> Events, bool? DryRun = null)
{
    internal static Receipt Of(WorkflowId workflow, IReadOnlyList<WorkflowEvent> events, long firstVersion) => new(
        workflow,
        firstVersion + events.Count - 1,
        [.. events.Select((e, i) => new ReceiptEvent(firstVersion + i, EventNames.Of(e), EventNames.TaskOf(e)))]);
}

/// <summary>What a command wrote about a strategy.</summary>
public sealed record StrategyReceipt(StrategyId Strategy, long Version, IReadOnlyList<ReceiptEvent> Events)
{
    internal static StrategyReceipt Of(StrategyId strategy, RunResult<StrategyState, StrategyEvent>.Done done) => new(
        strategy,
        done.FirstVersion + done.Events.Count - 1,
        [.. done.Events.Select((e, i) => new ReceiptEvent(done.FirstVersion + i, EventNames.Of(e), null))]);
}

/// <param name="Name">The event's name in <c>docs/events.md</c>.</param>
/// <param name="Task">The task it is about, if it is about one.</param>
public sealed record ReceiptEvent(long Version, string Name, TaskId? Task);

internal static class EventNames
{
    private static readonly FrozenDictionary<Type, string> Names = EventFormat.Names.ToFrozenDictionary(n => n.Value, n => n.Key);

    public static string Of(object e) => Names[e.GetType()];

    public static TaskId? TaskOf(WorkflowEvent e) => e switch
    {
        WorkflowEvent.TaskAssigned x => x.Task,
        WorkflowEvent.MeetingScheduled x => x.Task,
        WorkflowEvent.AnswerSubmitted x => x.Task,
        WorkflowEvent.SecureDeliveryRecorded x => x.Task,
        WorkflowEvent.AnswerAccepted x => x.Task,
        WorkflowEvent.AnswerReturned x => x.Task,
        WorkflowEvent.AnswerCorrected x => x.Task,
        WorkflowEvent.TaskExtended x => x.Task,
        WorkflowEvent.TaskReassigned x => x.Task,
        WorkflowEvent.TaskWaived x => x.Task,
        WorkflowEvent.TaskWithdrawn x => x.Task,
        WorkflowEvent.TaskLapsed x => x.Task,
        WorkflowEvent.TaskEscalated x => x.Task,
        WorkflowEvent.DeadlineMoved x => x.Task,
        WorkflowEvent.Commented x => x.Task,
        _ => null,
    };
}
