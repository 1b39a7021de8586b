using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using static Workflows.Web.Mail.MailBlock;

namespace Workflows.Web.Mail;

/// <summary>The subject and the body of a mail about one thing.</summary>
/// <param name="owedAt">In UTC.</param>
internal sealed class MailWords(Language language, TaskCards cards, DateTimeOffset owedAt)
{
    public (string Subject, IReadOnlyList<MailBlock> Blocks) Of(MailItem item) =>
        item.Task is { } task ? About(item, task) : Notice(item);

    private (string Subject, IReadOnlyList<MailBlock> Blocks) About(MailItem item, WorkflowTask task)
    {
        var (mail, w) = (item.Mail, item.Workflow);
        var reader = cards.NameOf(w, mail.To);
        IEnumerable<MailBlock> blocks = mail.Kind switch
        {
            MailKind.Assignment or MailKind.Returned or MailKind.DeadlineMoved or MailKind.Comment =>
                [Intro(mail.Kind, reader), .. Said(mail), cards.Asked(w, task)],
            MailKind.Receipt => Receipt(w, task, AnswerAtThatTime(task)),
            MailKind.Accepted => [Intro(mail.Kind, reader), .. Said(mail), cards.Finished(w, task)],
            MailKind.Withdrawal => [Intro(mail.Kind, reader), Paragraph(WhyWithdrawn(item, task)), .. Said(mail), cards.Finished(w, task)],
            MailKind.Invitation => [Intro(mail.Kind, reader), cards.MeetingOf(w, task)],
            MailKind.Decision or MailKind.Publication => [Intro(mail.Kind, reader), cards.Outcome(w, task)],
            _ => throw new InvalidOperationException($"{mail.Kind} is not about one task."),
        };
        return (Text($"{mail.Kind}_Subject", cards.TitleOf(w, task), Moment(mail.Kind, task)), [.. blocks]);
    }

    private (string Subject, IReadOnlyList<MailBlock> Blocks) Notice(MailItem item)
    {
        var kind = item.Mail.Kind;
        var said = kind is MailKind.Ended ? Text($"Ended_{How(item.State)}") : Text($"{kind}_Intro");
        return (Text($"{kind}_Subject", item.Workflow.Template.Title.In(language)), [Paragraph(said), .. Reason(item.Mail)]);
    }

    private static string How(WorkflowState state) => state switch
    {
        WorkflowState.Rejected => "Rejected",
        WorkflowState.Cancelled => "Cancelled",
        _ => "Completed",
    };

    private string Moment(MailKind kind, WorkflowTask task) =>
        kind is MailKind.Invitation && task.Meeting is { } plan ? cards.MomentOf(plan) : CivilDate.Format(task.Deadline.Due, language);

    /// <summary>A receipt that goes out late is still one of the answer that it was owed for.</summary>
    private Received AnswerAtThatTime(WorkflowTask task) => task.Received.LastOrDefault(r => r.At <= owedAt) ?? task.Received[^1];

    private MailBlock[] Receipt(Workflow w, WorkflowTask task, Received answer)
    {
        var received = Text(
            answer.Standing is DeadlineStanding.InTime ? "Receipt_InTime" : "Receipt_Late",
            cards.NameOf(w, task.Owner),
            CivilDate.Format(CivilTime.DateOf(answer.At), language, DateStyle.Weekday));
        return [Paragraph(received), Paragraph(NextOf(task)), cards.ReceiptOf(w, task, answer)];
    }

    private string NextOf(WorkflowTask task) => Text(task.Status is Core.Engine.TaskStatus.Submitted ? "Receipt_Next" : "Receipt_Done");

    private string WhyWithdrawn(MailItem item, WorkflowTask task) => task.Status switch
    {
        _ when task.IsOwed && task.Owner != item.Mail.To => Text("Withdrawal_Reassigned", cards.NameOf(item.Workflow, task.Owner)),
        Core.Engine.TaskStatus.Waived => Text("Withdrawal_Waived"),
        Core.Engine.TaskStatus.Lapsed => Text("Withdrawal_Lapsed"),
        Core.Engine.TaskStatus.Withdrawn x => Text($"Withdrawal_{x.Cause}"),
        _ => Text("Withdrawal_Other"),
    };

    private Paragraph Intro(MailKind kind, string reader) => Paragraph(Text($"{kind}_Intro", reader));

    private static IEnumerable<MailBlock> Said(Effect.SendMail mail) => mail.Text is { Length: > 0 } text ? [new Quote(text)] : [];

    private IEnumerable<MailBlock> Reason(Effect.SendMail mail) =>
        mail.Text is { Length: > 0 } reason ? [Paragraph(Text("Reason", reason))] : [];

    private static Paragraph Paragraph(string text) => new(text);

    private string Text(string key, params object[] arguments) => MailText.In(language, key, arguments);
}
