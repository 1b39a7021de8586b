using System.Globalization;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Mail;

/// <summary>
/// The calendar message that goes with a mail. The deadline is on its owner's calendar as long as the answer is owed, and taken off
/// when it is not; an invitation puts the meeting on the calendar of everybody who is invited.
/// </summary>
internal sealed class MailCalendar(MailSettings settings, TaskLinks links)
{
    /// <param name="Remark">Key of the sentence that tells the reader of it.</param>
    public sealed record Attached(CalendarPart Part, string Remark);

    /// <param name="stamp">When the mail was owed, in UTC.</param>
    public Attached? Of(MailItem item, Language language, DateTimeOffset stamp)
    {
        if (item.Task is not { } task)
            return null;
        var events = new TaskEvents(settings, links, language);
        return item.Mail.Kind switch
        {
            MailKind.Invitation when task.Meeting is { } plan =>
                Published(events.Meeting(item.Workflow, task, plan, SequenceOf(item), stamp, cancelled: false), "Calendar_Meeting"),
            MailKind.Withdrawal when !task.IsOwed && task.Meeting is { } plan => CalledOff(events, item, task, plan, stamp),
            MailKind.Assignment or MailKind.DeadlineMoved or MailKind.Returned
                or MailKind.Receipt or MailKind.Accepted or MailKind.Withdrawal => Deadline(events, item, task, stamp),
            _ => null,
        };
    }

    private static Attached Deadline(TaskEvents events, MailItem item, WorkflowTask task, DateTimeOffset stamp)
    {
        var owed = task.IsOwed && task.Owner == item.Mail.To;
        var e = events.Deadline(item.Workflow, task, SequenceOf(item), stamp, cancelled: !owed);
        return owed ? Published(e, "Calendar_Attached") : new(new(CalendarObject.Cancel, CalendarObject.Message(e)), "Calendar_Cancelled");
    }

    /// <summary>Everybody invited takes the meeting out of the calendar, its owner the deadline as well.</summary>
    private static Attached CalledOff(TaskEvents events, MailItem item, WorkflowTask task, MeetingPlan plan, DateTimeOffset stamp)
    {
        var meeting = events.Meeting(item.Workflow, task, plan, SequenceOf(item), stamp, cancelled: true);
        CalendarEvent[] cancelled = task.Owner == item.Mail.To
            ? [meeting, events.Deadline(item.Workflow, task, SequenceOf(item), stamp, cancelled: true)]
            : [meeting];
        return new(new(CalendarObject.Cancel, CalendarObject.Message(cancelled)), "Calendar_Cancelled");
    }

    private static Attached Published(CalendarEvent e, string remark) => new(new(CalendarObject.Publish, CalendarObject.Message(e)), remark);

    /// <summary>
    /// The version of the workflow's event that the mail is owed for, from the effect's key. It rises with everything that happens to
    /// the task, also where no deadline moves: given to another and back, cancelled and asked again, a meeting planned anew.
    /// </summary>
    private static long SequenceOf(MailItem item) => long.Parse(item.Key.Split('/')[^2], CultureInfo.InvariantCulture);
}
