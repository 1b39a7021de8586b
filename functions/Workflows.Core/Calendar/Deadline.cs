namespace Workflows.Core.Calendar;

/// <summary>
/// The three dates by which something is owed, each inclusive: the day ends at midnight in Sofia. The dates never run backwards.
/// </summary>
/// <param name="Due">The day it is asked for; reminders run up to it.</param>
/// <param name="Grace">Through this day a late answer is accepted as a matter of course.</param>
/// <param name="Closed">Through this day a late answer can still be given; after it only the coordinator reopens the task.</param>
/// <param name="Explanation">How the due date came about, changes included.</param>
public sealed record Deadline(DateOnly Due, DateOnly Grace, DateOnly Closed, DueExplanation Explanation)
{
    /// <summary>Where an answer given on this day stands.</summary>
    public DeadlineStanding StandingOn(DateOnly today)
    {
        if (today <= Due)
            return DeadlineStanding.InTime;
        return today <= Closed ? DeadlineStanding.Late : DeadlineStanding.Closed;
    }

    /// <summary>The same deadline with a later due date; grace and closed keep their distances in working days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The new date is earlier than the due date.</exception>
    public Deadline Extended(DateOnly newDue, WorkingCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newDue, Due);
        return newDue == Due ? this : MovedTo(newDue, new DueChange(DueChangeKind.Extended, Due, newDue, 0), calendar);
    }

    /// <summary>
    /// The same deadline put off by 0 or more working days because time stood still; grace and closed keep their distances in
    /// working days. 0 changes nothing.
    /// </summary>
    public Deadline ShiftedBy(int workingDays, WorkingCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var newDue = calendar.AddWorkingDays(Due, workingDays);
        return newDue == Due ? this : MovedTo(newDue, new DueChange(DueChangeKind.PutOff, Due, newDue, workingDays), calendar);
    }

    private Deadline MovedTo(DateOnly newDue, DueChange change, WorkingCalendar calendar)
    {
        var grace = calendar.AddWorkingDays(newDue, calendar.WorkingDaysBetween(Due, Grace));
        var closed = calendar.AddWorkingDays(grace, calendar.WorkingDaysBetween(Grace, Closed));
        return new Deadline(newDue, grace, closed, Explanation with { Changes = [.. Explanation.Changes, change] });
    }
}

/// <summary>Where a day stands against a deadline.</summary>
public enum DeadlineStanding
{
    /// <summary>Up to and including the due day.</summary>
    InTime,

    /// <summary>
    /// After the due day, up to and including the closed day. Whether that is within grace, <see cref="Deadline.Grace"/> tells.
    /// </summary>
    Late,

    /// <summary>After the closed day.</summary>
    Closed,
}
