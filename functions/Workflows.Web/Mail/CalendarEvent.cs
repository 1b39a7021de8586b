using Workflows.Core.Ports;

namespace Workflows.Web.Mail;

/// <summary>An event of an iCalendar object (RFC 5545), without attendees: nobody is asked to reply.</summary>
/// <param name="Uid">The same for every message about the event.</param>
/// <param name="Sequence">Higher in every later message about the event.</param>
/// <param name="Stamp">When this version of it was made, in UTC.</param>
/// <param name="Cancelled">Takes the event off the calendar.</param>
public sealed record CalendarEvent(
    string Uid,
    long Sequence,
    DateTimeOffset Stamp,
    CalendarTime When,
    string Summary,
    string Description,
    string? Location,
    Uri? Link,
    MailAddressee Organizer,
    bool Cancelled);

public abstract record CalendarTime
{
    private CalendarTime()
    {
    }

    /// <summary>The whole of a civil date. It does not block the day for other appointments.</summary>
    public sealed record Day(DateOnly Date) : CalendarTime;

    /// <param name="Start">On the clocks of Sofia.</param>
    public sealed record Hours(DateOnly Date, TimeOnly Start, TimeSpan Length) : CalendarTime;
}
