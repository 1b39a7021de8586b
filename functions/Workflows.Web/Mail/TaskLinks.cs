using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>The links of one recipient's mail. Without a token a link leads to the page for those who sign in.</summary>
/// <param name="tokens">Of the tasks that the recipient may answer.</param>
/// <param name="all">The token of the recipient's link to all tasks of the institution.</param>
public sealed class TaskLinks(MailSettings settings, IReadOnlyDictionary<(WorkflowId, TaskId), string>? tokens = null, string? all = null)
{
    /// <summary>Where the institution sees and answers all that it owes; null without such a link.</summary>
    public Uri? All => all is null ? null : new(settings.Site, $"i/{all}");

    /// <summary>
    /// Where the recipient sees and answers the task. Without tokens for single tasks, the one for all opens each. Identifiers and tokens need no
    /// escaping in a path.
    /// </summary>
    public Uri To(WorkflowId workflow, TaskId task) =>
        new(settings.Site, (tokens is null ? all : tokens.GetValueOrDefault((workflow, task))) is { } token ? $"i/{token}/{workflow}/{task}" : $"t/{workflow}/{task}");
}
