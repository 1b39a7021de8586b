using Workflows.Core.Engine;

namespace Workflows.Web.Delivery;

/// <summary>Whether a mail still tells its recipient something true, judged by where the workflow stands when it is sent.</summary>
internal static class StillWanted
{
    /// <summary>The mail with what is left to say, or null when nothing is: a finished task produces no reminder.</summary>
    /// <param name="today">In Sofia.</param>
    public static Effect.SendMail? Of(Effect.SendMail mail, WorkflowState state, Workflow w, DateOnly today) => mail.Kind switch
    {
        MailKind.Reminder => state is WorkflowState.Suspended ? null : Reminder(mail, w, state is WorkflowState.Running),
        MailKind.Escalation when mail.Recommendations is [var id] =>
            state is not WorkflowState.Suspended && w.Recommendations.GetValueOrDefault(id) is { IsOpen: true } open && open.Due < today ? mail : null,
        MailKind.Escalation => Task(mail, w) is { IsOwed: true } task && task.Deadline.Due < today && state is WorkflowState.Running ? mail : null,
        MailKind.Assignment or MailKind.Returned or MailKind.DeadlineMoved => IsOwedBy(mail, w) ? mail : null,
        MailKind.Withdrawal => IsOwedBy(mail, w) ? null : mail,
        MailKind.Invitation => Task(mail, w) is { IsOwed: true, Meeting: { } plan } && plan.Date >= today ? mail : null,
        _ => mail,
    };

    /// <summary>Tasks end with their workflow, recommendations do not.</summary>
    private static Effect.SendMail? Reminder(Effect.SendMail mail, Workflow w, bool running)
    {
        var accepts = running && mail.To == w.Context.Coordinator;
        var left = mail with
        {
            Tasks = [.. mail.Tasks.Where(id => running && w.Tasks.TryGetValue(id, out var t) && t.IsOwed && t.Owner == mail.To)],
            ToAccept = [.. mail.ToAccept.Where(id => accepts && w.Tasks.TryGetValue(id, out var t) && t.Status is Core.Engine.TaskStatus.Submitted)],
            Recommendations = [.. (mail.Recommendations ?? []).Where(id => w.Recommendations.TryGetValue(id, out var r) && r.IsOpen && r.Owner == mail.To)],
        };
        return left.Tasks.Count + left.ToAccept.Count + left.Recommendations.Count > 0 ? left : null;
    }

    private static bool IsOwedBy(Effect.SendMail mail, Workflow w) => Task(mail, w) is { IsOwed: true } task && task.Owner == mail.To;

    private static WorkflowTask? Task(Effect.SendMail mail, Workflow w) => mail.Tasks is [var id] ? w.Tasks.GetValueOrDefault(id) : null;
}
