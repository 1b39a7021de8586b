using static Workflows.Core.Engine.WorkflowCommand;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>What changes under a workflow that has been opened: its strategy and its template.</summary>
internal static class Amendments
{
    /// <summary>One-off days move the deadlines they touch, and their owners are told. What the amendment carries out is done.</summary>
    public static Rejection? ChangeContext(Turn turn, ChangeContext command)
    {
        if (!EventFormat.SameContext(turn.Workflow.Context, command.Context))
        {
            var daysChanged = !turn.Workflow.Context.OneOffDays.SequenceEqual(command.Context.OneOffDays);
            turn.Raise(new ContextChanged(command.Context));
            if (daysChanged)
                Recompute(turn, MoveCause.Calendar);
        }

        return RecommendationCommands.CarryOut(turn, command.Decision);
    }

    /// <summary>
    /// Steps that have passed stay passed; open tasks of steps that the new version lacks, or asks in another kind, are withdrawn.
    /// The same decision without saving it is the dry run.
    /// </summary>
    public static Rejection? Migrate(Turn turn, Migrate command)
    {
        var w = turn.Workflow;
        if (command.Template.Id != w.Template.Id)
            return Refusals.Answer("template.other", $"This workflow runs '{w.Template.Id}'. Migrate it to a version of that template.");
        if (command.Template.Version == w.Template.Version)
            return null;
        if (command.Template.Version < w.Template.Version)
            return Refusals.Answer("template.older", $"This workflow runs version {w.Template.Version} already. Migrate it to a newer one.");

        var changed = w.Tasks.Values
            .Where(t => command.Template.Find(t.Step) is not { } step || step.Kind.GetType() != w.StepOf(t)?.Kind.GetType())
            .ToList();
        Progress.Withdraw(turn, changed, WithdrawalCause.Migrated);
        turn.Raise(new WorkflowMigrated(command.Template, w.Template.Version));
        foreach (var step in changed.Select(t => t.Step).Distinct())
        {
            if (turn.Workflow.Steps.TryGetValue(step, out var progress) && progress.Status is StepStatus.Open)
                turn.Raise(new StepsReopened(step, [step], step, null));
        }

        Recompute(turn, MoveCause.Migration);
        return null;
    }

    private static void Recompute(Turn turn, MoveCause cause)
    {
        var w = turn.Workflow;
        foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed))
        {
            if (w.StepOf(task) is { } step && Deadlines.Recomputed(w, step, task) is var deadline && deadline != task.Deadline)
                turn.Raise(new DeadlineMoved(task.Id, deadline, cause));
        }
    }
}
