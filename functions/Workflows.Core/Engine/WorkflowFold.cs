using System.Collections.Immutable;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>evolve: state × event → state. Decides nothing: what has happened is never refused.</summary>
public static class WorkflowFold
{
    private static readonly StepProgress NotBegun = new(1, new StepStatus.Waiting(), []);

    /// <exception cref="InvalidOperationException">The event cannot follow the state: the stream is broken.</exception>
    public static WorkflowState Evolve(WorkflowState state, WorkflowEvent e) => (state, e) switch
    {
        (WorkflowState.NotOpened, WorkflowOpened opened) => new WorkflowState.Running(Opened(opened)),
        (WorkflowState.Running s, WorkflowSuspended x) => new WorkflowState.Suspended(s.Workflow, x.On, x.Reason),
        (WorkflowState.Suspended s, WorkflowResumed) => new WorkflowState.Running(s.Workflow),
        (WorkflowState.Running s, WorkflowCompleted x) => new WorkflowState.Completed(s.Workflow, x.On),
        (WorkflowState.Running s, WorkflowRejected x) => new WorkflowState.Rejected(s.Workflow, x.Step, x.On),
        (WorkflowState.Running s, WorkflowCancelled x) => new WorkflowState.Cancelled(s.Workflow, x.On, x.Reason),
        (WorkflowState.Suspended s, WorkflowCancelled x) => new WorkflowState.Cancelled(s.Workflow, x.On, x.Reason),
        (WorkflowState.Running s, _) => s with { Workflow = Changed(s.Workflow, e) },
        (WorkflowState.Suspended s, _) => s with { Workflow = Changed(s.Workflow, e) },
        (WorkflowState.Completed s, _) when OutlastsTheEnd(e) => s with { Workflow = Changed(s.Workflow, e) },
        (WorkflowState.Rejected s, _) when OutlastsTheEnd(e) => s with { Workflow = Changed(s.Workflow, e) },
        (WorkflowState.Cancelled s, _) when OutlastsTheEnd(e) => s with { Workflow = Changed(s.Workflow, e) },
        _ => throw new InvalidOperationException($"{e.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    public static WorkflowState Fold(IEnumerable<WorkflowEvent> events) => events.Aggregate(WorkflowState.Initial, Evolve);

    /// <summary>Approved answers can still be corrected, and a recommendation lives on until it is done or declined.</summary>
    private static bool OutlastsTheEnd(WorkflowEvent e) =>
        e is AnswerCorrected or SecureDeliveryRecorded or Commented or RecommendationAssigned or RecommendationEscalated or RecommendationSettled or RemindersDue;

    private static Workflow Opened(WorkflowOpened e) => new(
        e.Workflow,
        e.Template,
        e.Context,
        e.On,
        StepMap.Of(Applying(e.Template, e.Context), _ => NotBegun),
        ImmutableSortedDictionary<TaskId, WorkflowTask>.Empty,
        ImmutableSortedDictionary<TaskId, WorkflowTask>.Empty,
        ImmutableSortedDictionary.Create<string, Recommendation>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        e.On);

    private static Workflow Changed(Workflow w, WorkflowEvent e) => e switch
    {
        StepOpened x => With(w, x.Step, p => p with { Status = new StepStatus.Open(x.On) }),
        StepPassed x => With(w, x.Step, p => p with { Status = new StepStatus.Passed(x.On, x.Passing) }),
        StepsReopened x => x.Steps.Aggregate(w, (each, step) => With(each, step, p => new(p.Round + 1, new StepStatus.Waiting(), []))),
        TaskAssigned x => With(With(w, x.Step, p => p with { Tasks = p.Tasks.Add(x.Task) }), Assigned(w, x)),
        MeetingScheduled x => With(w, x.Task, t => t with { Meeting = x.Plan }),
        AnswerSubmitted x => With(w, x.Task, t => t with
        {
            Received = t.Received.Add(x.Received),
            Status = new TaskStatus.Submitted(Calendar.CivilTime.DateOf(x.Received.At)),
        }),
        SecureDeliveryRecorded x => With(w, x.Task, t => t with
        {
            Received = t.Received.SetItem(x.Number - 1, t.Received[x.Number - 1] with { SentToo = x.Delivery }),
        }),
        AnswerAccepted x => With(w, x.Task, t => t with { Status = new TaskStatus.Accepted() }),
        AnswerReturned x => With(w, x.Task, t => Moved(t, x.Deadline) with
        {
            Escalations = 0,
            Status = new TaskStatus.Returned(x.On, x.Reason),
        }),
        AnswerCorrected x => With(w, x.Task, t => t with { Received = t.Received.Add(x.Received) }),
        TaskExtended x => With(w, x.Task, t => Moved(t, x.Deadline) with { Escalations = 0 }),
        DeadlineMoved x => With(w, x.Task, t => Moved(t, x.Deadline)),
        TaskReassigned x => With(w, x.Task, t => t with { Owner = x.To }),
        TaskWaived x => With(w, x.Task, t => t with { Status = new TaskStatus.Waived(x.By, x.Reason) }),
        TaskWithdrawn x => With(w, x.Task, t => t with { Status = new TaskStatus.Withdrawn(x.Cause) }),
        TaskLapsed x => With(w, x.Task, t => t with { Status = new TaskStatus.Lapsed(x.On) }),
        TaskEscalated x => With(w, x.Task, t => t with { Escalations = x.Level }),
        Commented x => w with { Comments = w.Comments.Add(x.Comment) },
        RemindersDue x => w with { RemindedThrough = x.On },
        RecommendationRaised x => w with
        {
            Recommendations = w.Recommendations.SetItem(x.Recommendation, new(x.Origin, x.Proposal, null, null)),
        },
        RecommendationAssigned x => w with
        {
            Recommendations = w.Recommendations.SetItem(
                x.Recommendation, w.Recommendations[x.Recommendation] with { Owner = x.Owner, Due = x.Due, AssignedOn = x.On, Escalations = 0 }),
        },
        RecommendationEscalated x => w with
        {
            Recommendations = w.Recommendations.SetItem(x.Recommendation, w.Recommendations[x.Recommendation] with { Escalations = x.Level }),
        },
        RecommendationSettled x => w with
        {
            Recommendations = w.Recommendations.SetItem(
                x.Recommendation, w.Recommendations[x.Recommendation] with { Fate = x.Fate, Decision = x.Decision }),
        },
        ContextChanged x => w with { Context = x.Context },
        WorkflowMigrated x => Migrated(w, x),
        _ => throw new InvalidOperationException($"{e.GetType().Name} cannot follow within a workflow."),
    };

    private static WorkflowTask Assigned(Workflow w, TaskAssigned e) => new(
        e.Task, e.Step, e.Owner, e.Service, e.Number, w.Steps[e.Step].Round, e.On, e.Deadline, new TaskStatus.Assigned(), [], null, 0, 0);

    private static WorkflowTask Moved(WorkflowTask task, Calendar.Deadline deadline) =>
        task with { Deadline = deadline, Sequence = task.Sequence + 1 };

    private static Workflow Migrated(Workflow w, WorkflowMigrated e)
    {
        var steps = StepMap.Of(Applying(e.Template, w.Context), s => w.Steps.TryGetValue(s.Id, out var progress) ? progress : NotBegun);
        return w with { Template = e.Template, Steps = steps };
    }

    private static IEnumerable<Step> Applying(Template template, WorkflowContext context) =>
        template.Steps.Where(s => s.Years.Applies(context.Period.Ordinal(context.Year), context.Period.Years));

    private static Workflow With(Workflow w, StepId step, Func<StepProgress, StepProgress> change) =>
        w with { Steps = w.Steps.With(step, change(w.Steps[step])) };

    private static Workflow With(Workflow w, TaskId task, Func<WorkflowTask, WorkflowTask> change) => With(w, change(w.Tasks[task]));

    private static Workflow With(Workflow w, WorkflowTask task) => w with
    {
        Tasks = w.Tasks.SetItem(task.Id, task),
        Unfinished = task.IsFinished ? w.Unfinished.Remove(task.Id) : w.Unfinished.SetItem(task.Id, task),
    };
}
