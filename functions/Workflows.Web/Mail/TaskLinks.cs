using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>The links that mails and calendars carry.</summary>
public sealed class TaskLinks(MailSettings settings)
{
    /// <summary>Where the institution sees and answers the task. Identifiers need no escaping in a path.</summary>
    public Uri To(WorkflowId workflow, TaskId task) => new(settings.Site, $"t/{workflow}/{task}");
}
