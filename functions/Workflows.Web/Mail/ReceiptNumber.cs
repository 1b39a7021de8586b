using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>What a receipt goes by, the same on its page and in its mail.</summary>
internal static class ReceiptNumber
{
    public static string Of(WorkflowId workflow, TaskId task, int submission) => $"{workflow}/{task}/{submission}";
}
