using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>What somebody wants of a workflow.</summary>
public abstract record WorkflowCommand
{
    private WorkflowCommand()
    {
    }

    public sealed record Open(WorkflowId Workflow, Template Template, WorkflowContext Context) : WorkflowCommand;

    public sealed record Submit(TaskId Task, Submission Submission) : WorkflowCommand;

    /// <summary>Records that an answer went through the state's secure delivery service too, with or after it.</summary>
    /// <param name="Number">Of the answer.</param>
    public sealed record RecordSecureDelivery(TaskId Task, int Number, string Delivery) : WorkflowCommand;

    public sealed record Accept(TaskId Task, string? Note) : WorkflowCommand;

    public sealed record Return(TaskId Task, string Reason) : WorkflowCommand;

    /// <summary>Replaces an approved answer.</summary>
    public sealed record Correct(TaskId Task, Submission Submission, string Reason) : WorkflowCommand;

    public sealed record ScheduleMeeting(TaskId Task, MeetingPlan Plan) : WorkflowCommand;

    /// <summary>One more meeting or visit than the template asks for, in a step that is open.</summary>
    /// <param name="Service">For visits.</param>
    public sealed record AddTask(StepId Step, ServiceId? Service) : WorkflowCommand;

    public sealed record Extend(TaskId Task, DateOnly Due, string Reason) : WorkflowCommand;

    public sealed record Reassign(TaskId Task, InstitutionId To, string Reason) : WorkflowCommand;

    public sealed record WaiveTask(TaskId Task, string Reason) : WorkflowCommand;

    public sealed record WaiveStep(StepId Step, string Reason) : WorkflowCommand;

    /// <param name="Id">An id the caller chooses, so that the same comment twice is one.</param>
    public sealed record Comment(string Id, TaskId? Task, string Text) : WorkflowCommand;

    /// <summary>Says who is to carry a recommendation out, and by when.</summary>
    public sealed record AssignRecommendation(string Recommendation, InstitutionId Owner, DateOnly Due) : WorkflowCommand;

    /// <param name="Decision">Number of the decision, where one was made; null leaves the one that is known.</param>
    public sealed record SettleRecommendation(string Recommendation, RecommendationFate Fate, string? Note, string? Decision = null) : WorkflowCommand;

    public sealed record Suspend(string Reason) : WorkflowCommand;

    public sealed record Resume : WorkflowCommand;

    public sealed record Cancel(string Reason) : WorkflowCommand;

    /// <summary>Moves the workflow to another version of its template.</summary>
    public sealed record Migrate(Template Template) : WorkflowCommand;

    /// <summary>The strategy was amended.</summary>
    /// <param name="Decision">Number of the decision that amended it: what was adopted by it is carried out.</param>
    public sealed record ChangeContext(WorkflowContext Context, string? Decision = null) : WorkflowCommand;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : WorkflowCommand;
}
