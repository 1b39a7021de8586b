namespace Workflows.Core.Calendar;

/// <summary>What a due rule counts, before any shift to a working day.</summary>
internal abstract record DueMoment
{
    private DueMoment()
    {
    }

    /// <summary>A day of the cycle's year or of a year after it.</summary>
    public sealed record DayOfYear(int Month, int Day, int YearsLater) : DueMoment;

    /// <summary>The last day of a period in the cycle's year or in a year after it.</summary>
    public sealed record EndOf(DuePeriod Period, int YearsLater) : DueMoment;

    /// <summary>Working days from a step's date, or from the opening when no step is named; negative counts back.</summary>
    public sealed record WorkingDays(int Count, string? Step) : DueMoment;

    /// <summary>Days of any kind from a step's date, or from the opening when no step is named; negative counts back.</summary>
    public sealed record CalendarDays(int Count, string? Step) : DueMoment;

    /// <summary>Months after a step's date, or after the opening when no step is named.</summary>
    public sealed record Months(int Count, string? Step) : DueMoment;
}

/// <summary>A plain month or quarter is the one the opening date lies in.</summary>
internal enum DuePeriod
{
    Month,
    Quarter,
    Year,
    Q1,
    Q2,
    Q3,
    Q4,
}

/// <summary>Where a date goes that is not a working day.</summary>
internal enum DueShift
{
    None,
    NextWorkingDay,
    PreviousWorkingDay,
}
