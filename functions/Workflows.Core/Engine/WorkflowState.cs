using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>Where a workflow stands: the fold of its events.</summary>
public abstract record WorkflowState
{
    private WorkflowState()
    {
    }

    public static WorkflowState Initial { get; } = new NotOpened();

    public sealed record NotOpened : WorkflowState;

    public sealed record Running(Workflow Workflow) : WorkflowState;

    public sealed record Suspended(Workflow Workflow, DateOnly On, string Reason) : WorkflowState;

    public sealed record Completed(Workflow Workflow, DateOnly On) : WorkflowState;

    public sealed record Rejected(Workflow Workflow, StepId By, DateOnly On) : WorkflowState;

    public sealed record Cancelled(Workflow Workflow, DateOnly On, string Reason) : WorkflowState;
}

/// <summary>The contents of a workflow that has been opened.</summary>
/// <param name="Steps">Those that apply in its year.</param>
/// <param name="Unfinished">The tasks in which something can still happen; most of a year's tasks are history.</param>
/// <param name="RemindedThrough">No reminder up to and including this day is sent any more.</param>
public sealed record Workflow(
    WorkflowId Id,
    Template Template,
    WorkflowContext Context,
    DateOnly OpenedOn,
    StepMap Steps,
    ImmutableSortedDictionary<TaskId, WorkflowTask> Tasks,
    ImmutableSortedDictionary<TaskId, WorkflowTask> Unfinished,
    ImmutableSortedDictionary<string, Recommendation> Recommendations,
    ImmutableSortedSet<string> Comments,
    DateOnly RemindedThrough)
{
    // Each belongs to the parts it follows from, which most changes leave as they are.
    private Derived<(StepMap, ImmutableSortedDictionary<TaskId, WorkflowTask>, WorkflowContext), AgendaItem?>? _next;
    private Derived<(ImmutableSortedDictionary<string, Recommendation>, WorkflowContext, Template), AgendaItem?>? _nextOutlasting;
    private Derived<(ImmutableSortedDictionary<TaskId, WorkflowTask>, ImmutableSortedDictionary<string, Recommendation>, WorkflowContext, Template, DateOnly), DateOnly?>? _reminder;

    /// <summary>The template's steps that apply, in reading order.</summary>
    [JsonIgnore]
    public IEnumerable<Step> ApplyingSteps => Template.Steps.Where(s => Steps.ContainsKey(s.Id));

    /// <summary>See <see cref="Agenda.NextWithin"/>.</summary>
    internal AgendaItem? NextOnAgenda
    {
        get
        {
            var parts = (Steps, Unfinished, Context);
            if (_next is not { } next || next.Of != parts)
                _next = next = new(parts, Agenda.NextWithin(this));
            return next.Made;
        }
    }

    /// <summary>See <see cref="Agenda.NextOutlasting"/>.</summary>
    internal AgendaItem? NextOutlasting
    {
        get
        {
            var parts = (Recommendations, Context, Template);
            if (_nextOutlasting is not { } next || next.Of != parts)
                _nextOutlasting = next = new(parts, Agenda.NextOutlasting(this));
            return next.Made;
        }
    }

    /// <summary>See <see cref="Agenda.NextReminder"/>.</summary>
    internal DateOnly? NextReminder
    {
        get
        {
            var parts = (Unfinished, Recommendations, Context, Template, RemindedThrough);
            if (_reminder is not { } next || next.Of != parts)
                _reminder = next = new(parts, Agenda.NextReminder(this));
            return next.Made;
        }
    }

    public Step? StepOf(WorkflowTask task) => Template.Find(task.Step);

    /// <summary>The tasks of a step's present round.</summary>
    public IEnumerable<WorkflowTask> TasksOf(StepId step) =>
        Steps.TryGetValue(step, out var progress) ? progress.Tasks.Select(t => Tasks[t]) : [];
}

/// <param name="Round">1 at first; one more each time the step has to be done again.</param>
/// <param name="Tasks">Those of the present round.</param>
public sealed record StepProgress(int Round, StepStatus Status, ImmutableList<TaskId> Tasks);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Waiting), "waiting")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Passed), "passed")]
public abstract record StepStatus
{
    private StepStatus()
    {
    }

    public sealed record Waiting : StepStatus;

    public sealed record Open(DateOnly Since) : StepStatus;

    public sealed record Passed(DateOnly On, Passing How) : StepStatus;
}

/// <summary>What one institution owes in a step.</summary>
/// <param name="Round">The round of the step it belongs to.</param>
/// <param name="Received">Every submission, oldest first; the last one counts.</param>
/// <param name="Escalations">How many of the step's escalations have been sent.</param>
/// <param name="Sequence">How often the deadline has moved.</param>
public sealed record WorkflowTask(
    TaskId Id,
    StepId Step,
    InstitutionId Owner,
    ServiceId? Service,
    int Number,
    int Round,
    DateOnly AssignedOn,
    Deadline Deadline,
    TaskStatus Status,
    ImmutableList<Received> Received,
    MeetingPlan? Meeting,
    int Escalations,
    int Sequence)
{
    /// <summary>Whether its owner still owes an answer.</summary>
    [JsonIgnore]
    public bool IsOwed => Status is TaskStatus.Assigned or TaskStatus.Returned;

    /// <summary>Whether nothing more happens in it.</summary>
    [JsonIgnore]
    public bool IsFinished => !IsOwed && Status is not TaskStatus.Submitted;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Submitted), "submitted")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Waived), "waived")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
public abstract record TaskStatus
{
    private TaskStatus()
    {
    }

    public sealed record Assigned : TaskStatus;

    public sealed record Submitted(DateOnly On) : TaskStatus;

    public sealed record Returned(DateOnly On, string Reason) : TaskStatus;

    public sealed record Accepted : TaskStatus;

    public sealed record Waived(Actor By, string Reason) : TaskStatus;

    public sealed record Withdrawn(WithdrawalCause Cause) : TaskStatus;

    public sealed record Lapsed(DateOnly On) : TaskStatus;
}

/// <summary>A proposal tracked until it is done or declined; one that was adopted is still to be carried out.</summary>
/// <param name="Fate">Null until anything was decided about it.</param>
/// <param name="Owner">Who is to carry it out; null until somebody was named.</param>
/// <param name="Due">By when; reminders run as for a task of the step that it comes from.</param>
/// <param name="AssignedOn">The day on which owner and due day were given.</param>
/// <param name="Escalations">How many of that step's escalations have been sent since.</param>
public sealed record Recommendation(
    TaskId Origin,
    Proposal Proposal,
    RecommendationFate? Fate,
    string? Decision,
    InstitutionId? Owner = null,
    DateOnly? Due = null,
    DateOnly? AssignedOn = null,
    int Escalations = 0)
{
    [JsonIgnore]
    public bool IsOpen => Fate is null or RecommendationFate.Adopted;
}
