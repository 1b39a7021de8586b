namespace Workflows.Core.Calendar;

/// <summary>
/// On which days those who have not answered are reminded. Every reminder falls on a working day, none before the opening, and
/// after the due date they go on until the caller stops asking.
/// </summary>
/// <param name="OnOpening">On the opening day, or the first working day after it.</param>
/// <param name="WorkingDaysBefore">So many working days before the due date, each 1 or more.</param>
/// <param name="OnTheDay">On the due day, or the last working day before it.</param>
/// <param name="EveryWorkingDaysAfter">Every so many working days after the due date; 0 for never.</param>
public sealed record ReminderPlan(bool OnOpening, IReadOnlyList<int> WorkingDaysBefore, bool OnTheDay, int EveryWorkingDaysAfter)
{
    /// <summary>On opening, 14, 7 and 1 working days before, on the day, and every third working day after.</summary>
    public static ReminderPlan Default { get; } = new(OnOpening: true, [14, 7, 1], OnTheDay: true, EveryWorkingDaysAfter: 3);

    public IReadOnlyList<int> WorkingDaysBefore { get; } = WorkingDaysBefore.All(days => days >= 1)
        ? WorkingDaysBefore
        : throw new ArgumentOutOfRangeException(nameof(WorkingDaysBefore), "Each must be 1 or more.");

    public int EveryWorkingDaysAfter { get; } = EveryWorkingDaysAfter >= 0
        ? EveryWorkingDaysAfter
        : throw new ArgumentOutOfRangeException(nameof(EveryWorkingDaysAfter), "Must be 0 or more.");

    public bool RemindsOn(DateOnly day, DateOnly opened, DateOnly due, WorkingCalendar calendar) =>
        NextAfter(day.AddDays(-1), opened, due, calendar) == day;

    /// <summary>The first day after this one on which a reminder falls; null when none will.</summary>
    /// <param name="onOpening">False leaves out the one of the opening, whatever the plan says.</param>
    public DateOnly? NextAfter(DateOnly day, DateOnly opened, DateOnly due, WorkingCalendar calendar, bool onOpening = true)
    {
        // Nothing falls before the opening, so the search starts on its eve at the earliest.
        var after = Later(day, opened.AddDays(-1));
        DateOnly? next = null;
        if (OnOpening && onOpening)
            Consider(calendar.NextWorkingDay(opened));
        foreach (var workingDays in WorkingDaysBefore)
            Consider(calendar.AddWorkingDays(due, -workingDays));
        if (OnTheDay)
            Consider(calendar.PreviousWorkingDay(due));
        if (NextOverdue(after, due, calendar) is { } overdue)
            Consider(overdue);
        return next;

        void Consider(DateOnly candidate)
        {
            if (candidate > after && (next is null || candidate < next))
                next = candidate;
        }
    }

    /// <summary>The first day after this one on which somebody is reminded of what was due; null when nobody is.</summary>
    public DateOnly? NextOverdue(DateOnly day, DateOnly due, WorkingCalendar calendar) => EveryWorkingDaysAfter > 0
        ? calendar.AddWorkingDays(due, ((calendar.WorkingDaysBetween(due, Later(day, due)) / EveryWorkingDaysAfter) + 1) * EveryWorkingDaysAfter)
        : null;

    public bool Equals(ReminderPlan? other) =>
        other is not null
        && (OnOpening, OnTheDay, EveryWorkingDaysAfter) == (other.OnOpening, other.OnTheDay, other.EveryWorkingDaysAfter)
        && WorkingDaysBefore.SequenceEqual(other.WorkingDaysBefore);

    public override int GetHashCode() => HashCode.Combine(OnOpening, OnTheDay, EveryWorkingDaysAfter, WorkingDaysBefore.Count);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
