using System.Text.Json.Serialization;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>What happened in a workflow. Their names and shapes are storage format: see <c>docs/events.md</c>.</summary>
public abstract record WorkflowEvent
{
    private WorkflowEvent()
    {
    }

    public sealed record WorkflowOpened(
        WorkflowId Workflow,
        [property: JsonConverter(typeof(KeptJson<Template>))] Template Template,
        WorkflowContext Context,
        DateOnly On) : WorkflowEvent;

    public sealed record StepOpened(StepId Step, DateOnly On) : WorkflowEvent;

    /// <param name="Service">For visits.</param>
    /// <param name="Number">1 for the first of several alike, such as the second meeting of a year.</param>
    public sealed record TaskAssigned(
        TaskId Task, StepId Step, InstitutionId Owner, ServiceId? Service, int Number, DateOnly On, Deadline Deadline) : WorkflowEvent;

    public sealed record MeetingScheduled(TaskId Task, MeetingPlan Plan) : WorkflowEvent;

    public sealed record AnswerSubmitted(TaskId Task, Received Received) : WorkflowEvent;

    /// <param name="Number">Of the submission.</param>
    /// <param name="Delivery">Number and time in the state's secure delivery service.</param>
    public sealed record SecureDeliveryRecorded(TaskId Task, int Number, string Delivery) : WorkflowEvent;

    /// <param name="Number">Of the submission.</param>
    public sealed record AnswerAccepted(TaskId Task, int Number, string? Note) : WorkflowEvent;

    public sealed record AnswerReturned(TaskId Task, int Number, string Reason, DateOnly On, Deadline Deadline) : WorkflowEvent;

    /// <param name="Replaces">Number of the approved submission that it points at.</param>
    public sealed record AnswerCorrected(TaskId Task, int Replaces, Received Received, string Reason) : WorkflowEvent;

    public sealed record TaskExtended(TaskId Task, Deadline Deadline, string Reason) : WorkflowEvent;

    public sealed record TaskReassigned(TaskId Task, InstitutionId From, InstitutionId To, string Reason) : WorkflowEvent;

    public sealed record TaskWaived(TaskId Task, Actor By, string Reason) : WorkflowEvent;

    public sealed record TaskWithdrawn(TaskId Task, WithdrawalCause Cause) : WorkflowEvent;

    public sealed record TaskLapsed(TaskId Task, DateOnly On) : WorkflowEvent;

    /// <param name="Level">1 for the step's first escalation.</param>
    public sealed record TaskEscalated(TaskId Task, int Level, InstitutionId To, DateOnly On) : WorkflowEvent;

    public sealed record DeadlineMoved(TaskId Task, Deadline Deadline, MoveCause Cause) : WorkflowEvent;

    public sealed record StepPassed(StepId Step, DateOnly On, Passing Passing) : WorkflowEvent;

    /// <summary>Steps to be done again, from <paramref name="From"/> on, because of what <paramref name="Because"/> decided.</summary>
    public sealed record StepsReopened(StepId From, IReadOnlyList<StepId> Steps, StepId Because, string? Reason) : WorkflowEvent;

    /// <param name="Task">Null when it concerns the workflow as a whole.</param>
    public sealed record Commented(string Comment, TaskId? Task, Actor By, string Text) : WorkflowEvent;

    /// <summary>On one day: who is reminded of what. Empty when the days they fell on have gone by.</summary>
    public sealed record RemindersDue(DateOnly On, IReadOnlyList<Reminder> Reminders) : WorkflowEvent;

    /// <param name="Recommendation">Task and number, such as <c>proposals.me-team.1</c>.</param>
    public sealed record RecommendationRaised(string Recommendation, TaskId Origin, Proposal Proposal) : WorkflowEvent;

    /// <summary>Somebody is to carry it out by a day; the last one counts.</summary>
    public sealed record RecommendationAssigned(string Recommendation, InstitutionId Owner, DateOnly Due, DateOnly On) : WorkflowEvent;

    /// <summary>It is overdue, and somebody besides its owner was told.</summary>
    /// <param name="Level">1 for the first escalation of the step that it comes from.</param>
    public sealed record RecommendationEscalated(string Recommendation, int Level, InstitutionId To, DateOnly On) : WorkflowEvent;

    /// <param name="Decision">Number of the decision that settled it, if one did.</param>
    public sealed record RecommendationSettled(string Recommendation, RecommendationFate Fate, string? Decision, string? Note) : WorkflowEvent;

    public sealed record ContextChanged(WorkflowContext Context) : WorkflowEvent;

    public sealed record WorkflowMigrated(Template Template, int FromVersion) : WorkflowEvent;

    public sealed record WorkflowSuspended(DateOnly On, string Reason) : WorkflowEvent;

    public sealed record WorkflowResumed(DateOnly On) : WorkflowEvent;

    public sealed record WorkflowCompleted(DateOnly On) : WorkflowEvent;

    /// <summary>The council refused what <paramref name="Step"/> put before it.</summary>
    public sealed record WorkflowRejected(StepId Step, DateOnly On) : WorkflowEvent;

    public sealed record WorkflowCancelled(DateOnly On, string Reason) : WorkflowEvent;
}

/// <param name="Time">In Sofia.</param>
/// <param name="Until">When it ends on the same day, in Sofia; null where that was not said.</param>
public sealed record MeetingPlan(DateOnly Date, TimeOnly Time, string Place, string? Agenda, TimeOnly? Until = null);

/// <param name="Recommendations">To be carried out; null where there are none.</param>
public sealed record Reminder(
    InstitutionId To, IReadOnlyList<TaskId> Owed, IReadOnlyList<TaskId> ToAccept, IReadOnlyList<string>? Recommendations = null);

public enum WithdrawalCause
{
    Reopened,
    Optional,
    Migrated,
    Rejected,
    Cancelled,
    StepWaived,
}

public enum MoveCause
{
    Calendar,
    Suspension,
    Migration,
}

public enum RecommendationFate
{
    Adopted,
    Declined,
    Done,
}

/// <summary>How a step passed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "how")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(Waived), "waived")]
public abstract record Passing
{
    private Passing()
    {
    }

    public sealed record Done : Passing;

    public sealed record Lapsed : Passing;

    public sealed record Waived(Actor By, string Reason) : Passing;
}
