using Workflows.Core.Engine;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>What one mail to an institution is to say, before it is put in words.</summary>
/// <param name="Keys">Of all effects that it was owed for; they make its Message-ID.</param>
/// <param name="OwedAt">In UTC.</param>
/// <param name="Items">One, or everything that a day's digest holds.</param>
public sealed record MailOrder(
    Strategy Strategy, Institution To, IReadOnlyList<string> Keys, DateTimeOffset OwedAt, IReadOnlyList<MailItem> Items);

/// <param name="Key">Of the effect.</param>
/// <param name="Mail">With only those tasks in it that are still to be told of.</param>
/// <param name="State">As it stands when the mail is sent.</param>
/// <param name="Workflow">Of the state.</param>
public sealed record MailItem(string Key, Effect.SendMail Mail, WorkflowState State, Workflow Workflow)
{
    /// <summary>The one task that it is about; null for a notice of the workflow as a whole, and for a reminder of several.</summary>
    internal WorkflowTask? Task => Mail.Tasks is [var id] ? Workflow.Tasks.GetValueOrDefault(id) : null;
}
