using System.Security.Cryptography;
using System.Text;
using Workflows.Core;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>Names that are the same each time the same thing is sent.</summary>
internal static class MailIdentity
{
    /// <summary>Of one contact's copy of one mail, so that a mailbox that has it already can tell.</summary>
    /// <param name="keys">Of the effects that the mail was owed for, in any order.</param>
    public static string MessageId(IEnumerable<string> keys, Contact contact, string domain)
    {
        var text = string.Join('\n', keys.Order(StringComparer.Ordinal).Append(contact.Email.ToLowerInvariant()));
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}@{domain}";
    }

    /// <summary>Of the calendar event of a task's deadline.</summary>
    public static string DeadlineUid(WorkflowId workflow, TaskId task, string domain) => $"{workflow}/{task}@{domain}";

    /// <summary>Of the calendar event of a recommendation's due day.</summary>
    public static string RecommendationUid(WorkflowId workflow, string recommendation, string domain) => $"{workflow}/{recommendation}/recommendation@{domain}";

    /// <summary>Of the calendar event of a task's meeting.</summary>
    public static string MeetingUid(WorkflowId workflow, TaskId task, string domain) => $"{workflow}/{task}/meeting@{domain}";
}
