using System.Text.Json.Serialization;

namespace Workflows.Core.Engine;

/// <summary>What an event owes the world.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(SendMail), "send-mail")]
[JsonDerivedType(typeof(OpenWorkflow), "open-workflow")]
[JsonDerivedType(typeof(ChangeContext), "change-context")]
public abstract record Effect
{
    private Effect()
    {
    }

    /// <param name="To">Its contacts are looked up when the mail is sent.</param>
    /// <param name="Tasks">What the mail is about.</param>
    /// <param name="ToAccept">Answers that wait for the recipient's acceptance.</param>
    /// <param name="Text">A reason or comment to pass on.</param>
    /// <param name="Digest">Mails with the same digest go out as one: recipient and day. Null for a mail of its own.</param>
    /// <param name="Recommendations">To be carried out by the recipient, or, in an escalation, by another; null where it is about none.</param>
    public sealed record SendMail(
        MailKind Kind,
        WorkflowId Workflow,
        InstitutionId To,
        IReadOnlyList<TaskId> Tasks,
        IReadOnlyList<TaskId> ToAccept,
        string? Text,
        string? Digest,
        IReadOnlyList<string>? Recommendations = null) : Effect;

    public sealed record OpenWorkflow(StrategyId Strategy, WorkflowId Workflow, TemplateId Template, int Year) : Effect;

    /// <summary>Tell a workflow that its strategy was amended.</summary>
    /// <param name="Decision">Number of the decision that amended it, if one did.</param>
    public sealed record ChangeContext(StrategyId Strategy, WorkflowId Workflow, int Year, string? Decision = null) : Effect;
}

public enum MailKind
{
    Assignment,
    Reminder,
    Escalation,
    Receipt,
    Accepted,
    Returned,
    DeadlineMoved,
    Withdrawal,
    Invitation,
    Decision,
    Publication,
    Comment,
    Suspended,
    Resumed,
    Ended,
}
