using Workflows.Core.Indicators;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>What follows by itself: finished tasks pass their step, passed steps open the next, and the last one completes the workflow.</summary>
internal static class Progress
{
    /// <summary>Raises everything that follows on a day, until nothing more does.</summary>
    public static void Settle(Turn turn, DateOnly on)
    {
        while (turn.Running && (PassOne(turn, on) || OpenOne(turn, on) || Complete(turn, on)))
        {
        }
    }

    /// <summary>Opens a step and assigns its tasks.</summary>
    public static void Open(Turn turn, StepId id, DateOnly on)
    {
        turn.Raise(new StepOpened(id, on));
        var w = turn.Workflow;
        var step = w.Template.Find(id)!;
        var deadline = Deadlines.OfStep(w, step, on);
        foreach (var (owner, service, number) in Owed(w, step))
            turn.Raise(new TaskAssigned(IdOf(w, step, owner, service, number), id, owner, service, number, on, deadline));
    }

    /// <summary>The id of a task: what tells it from the others of its step, and the round when the step is done again.</summary>
    public static TaskId IdOf(Workflow w, Step step, InstitutionId owner, ServiceId? service, int number)
    {
        var subject = step.Kind switch
        {
            StepKind.Meeting => $"{number}",
            StepKind.Visit => number == 1 ? $"{service}" : $"{service}.{number}",
            _ => owner.Value,
        };
        var round = w.Steps[step.Id].Round;
        return TaskId.Create(round == 1 ? $"{step.Id}.{subject}" : $"{step.Id}.{subject}~{round}");
    }

    public static void Withdraw(Turn turn, IEnumerable<WorkflowTask> tasks, WithdrawalCause cause)
    {
        foreach (var task in tasks.Where(t => !t.IsFinished).ToList())
            turn.Raise(new TaskWithdrawn(task.Id, cause));
    }

    private static IEnumerable<(InstitutionId Owner, ServiceId? Service, int Number)> Owed(Workflow w, Step step)
    {
        var owner = step.Owners.SelectMany(w.Context.InRole).FirstOrDefault()?.Id ?? w.Context.Coordinator;
        return step.Kind switch
        {
            StepKind.Meeting meeting => Enumerable.Range(1, meeting.Times).Select(n => (owner, (ServiceId?)null, n)),
            StepKind.Visit visit =>
                from service in w.Context.Services
                where visit.Services?.Contains(service.Id) ?? true
                from number in Enumerable.Range(1, visit.Times)
                select (owner, (ServiceId?)service.Id, number),
            StepKind.CollectIndicators collect => Sources(w.Context.Indicators, collect).Select(s => (s, (ServiceId?)null, 1)),
            _ when step.Assignment is Assignment.Each =>
                step.Owners.SelectMany(w.Context.InRole).Select(p => (p.Id, (ServiceId?)null, 1)),
            _ => [(owner, null, 1)],
        };
    }

    private static IEnumerable<InstitutionId> Sources(IReadOnlyList<Indicator> indicators, StepKind.CollectIndicators collect) =>
        ValueSheet.Asked(indicators, collect.Kinds).Select(i => i.Source).Distinct().Order();

    private static bool PassOne(Turn turn, DateOnly on)
    {
        var w = turn.Workflow;
        foreach (var (step, progress) in w.Steps.InOrder)
        {
            if (progress.Status is not StepStatus.Open || HasUnfinished(w, progress))
                continue;
            turn.Raise(new StepPassed(step.Id, on, PassingOf([.. w.TasksOf(step.Id)])));
            return true;
        }

        return false;
    }

    private static bool HasUnfinished(Workflow w, StepProgress progress)
    {
        foreach (var task in progress.Tasks)
        {
            if (w.Unfinished.ContainsKey(task))
                return true;
        }

        return false;
    }

    /// <summary>A step whose every task was waived or lapsed passes as such; one real answer makes it done.</summary>
    private static Passing PassingOf(List<WorkflowTask> tasks)
    {
        var last = tasks.LastOrDefault(t => t.Status is TaskStatus.Waived or TaskStatus.Lapsed);
        if (last is null || tasks.Exists(t => t.Status is TaskStatus.Accepted))
            return new Passing.Done();
        return last.Status is TaskStatus.Waived waived ? new Passing.Waived(waived.By, waived.Reason) : new Passing.Lapsed();
    }

    private static bool OpenOne(Turn turn, DateOnly on)
    {
        var w = turn.Workflow;
        var steps = w.Steps.InOrder;
        for (var place = 0; place < steps.Length; place++)
        {
            if (steps[place].Progress.Status is not StepStatus.Waiting || !(Agenda.ReadyOn(w, place) <= on))
                continue;
            Open(turn, steps[place].Step.Id, on);
            return true;
        }

        return false;
    }

    private static bool Complete(Turn turn, DateOnly on)
    {
        var w = turn.Workflow;
        foreach (var (step, progress) in w.Steps.InOrder)
        {
            if (step.Mandatory && progress.Status is not StepStatus.Passed)
                return false;
        }

        if (!MeetingsHeld(w))
            return false;
        Withdraw(turn, w.Unfinished.Values, WithdrawalCause.Optional);
        turn.Raise(new WorkflowCompleted(on));
        return true;
    }

    private static bool MeetingsHeld(Workflow w)
    {
        var (held, waived) = WorkflowViews.Meetings(w);
        return w.Template.Meetings is not { } demand || held + waived >= demand.Minimum;
    }
}
