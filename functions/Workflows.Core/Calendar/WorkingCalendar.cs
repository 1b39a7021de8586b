namespace Workflows.Core.Calendar;

/// <summary>
/// Working days in Bulgaria: Monday to Friday without the official holidays of Labour Code art. 154, changed by a table of
/// one-off days. Knows the years 2011–2099, and 2010 well enough to count back into: before it the list of holidays was another,
/// after them Easter is reckoned otherwise. A date outside throws <see cref="ArgumentOutOfRangeException"/>. Safe to share between threads.
/// </summary>
public sealed class WorkingCalendar
{
    public const int FirstYear = 2010;
    public const int LastYear = 2099;

    /// <summary>Years nobody declared a one-off day in are the same for every municipality, so they are laid out once.</summary>
    private static readonly WorkingYear?[] YearsByLaw = new WorkingYear?[LastYear - FirstYear + 1];

    private readonly WorkingYear?[] _years = new WorkingYear?[LastYear - FirstYear + 1];
    private readonly ILookup<int, OneOffDay> _oneOffDays;

    private WorkingCalendar(IReadOnlyList<OneOffDay> oneOffDays) => _oneOffDays = oneOffDays.ToLookup(day => day.Date.Year);

    /// <exception cref="ArgumentException">Two entries name the same date: nobody could say which of them holds.</exception>
    public static WorkingCalendar Bulgaria(IReadOnlyList<OneOffDay> oneOffDays)
    {
        var twice = oneOffDays.GroupBy(day => day.Date).FirstOrDefault(sameDate => sameDate.Count() > 1);
        return twice is null
            ? new WorkingCalendar(oneOffDays)
            : throw new ArgumentException($"The one-off day {twice.Key:yyyy-MM-dd} is listed twice.", nameof(oneOffDays));
    }

    public bool IsWorkingDay(DateOnly date) => Year(date.Year).IsWorkingDay(date);

    /// <summary>Why the date is not worked: an official reason, or that it is a weekend; null for a working day.</summary>
    public DayOff? DayOffOn(DateOnly date) => IsWorkingDay(date)
        ? null
        : new DayOff(date, OfficialReasonOn(date) ?? CalendarText.Of("Weekend"));

    /// <summary>
    /// The official days off of a year in the order of their dates: holidays, days that stand in for them, declared days.
    /// A weekend day is listed only when it is one of these itself.
    /// </summary>
    public IReadOnlyList<DayOff> OfficialDaysOff(int year) => Year(year).OfficialDaysOff;

    /// <summary>
    /// The n-th working day after the date, or before it when n is negative; the date itself is never counted.
    /// Zero gives the date back, even when it is not a working day.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly date, int workingDays)
    {
        var year = date.Year;
        var start = Year(year);
        if (workingDays == 0)
            return date;
        var number = start.WorkingDaysThrough(date) + workingDays;
        if (workingDays < 0 && !start.IsWorkingDay(date))
            number++;
        for (; number > Year(year).WorkingDayCount; year++)
            number -= Year(year).WorkingDayCount;
        while (number < 1)
            number += Year(--year).WorkingDayCount;
        return Year(year).WorkingDay(number);
    }

    /// <summary>The date itself when it is a working day, otherwise the first one after it.</summary>
    public DateOnly NextWorkingDay(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>The date itself when it is a working day, otherwise the last one before it.</summary>
    public DateOnly PreviousWorkingDay(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, -1);

    /// <summary>
    /// How many working days lie after the first date up to and including the second; negative, by the same count, when the
    /// second is earlier.
    /// </summary>
    public int WorkingDaysBetween(DateOnly fromExclusive, DateOnly toInclusive)
    {
        if (toInclusive < fromExclusive)
            return -WorkingDaysBetween(toInclusive, fromExclusive);
        var count = Year(toInclusive.Year).WorkingDaysThrough(toInclusive) - Year(fromExclusive.Year).WorkingDaysThrough(fromExclusive);
        for (var year = fromExclusive.Year; year < toInclusive.Year; year++)
            count += Year(year).WorkingDayCount;
        return count;
    }

    /// <summary>The reason of a holiday, a stand-in or a declared day; null for working days and plain weekends.</summary>
    internal LocalText? OfficialReasonOn(DateOnly date) => Year(date.Year).OfficialReason(date);

    private WorkingYear Year(int year)
    {
        if (year is < FirstYear or > LastYear)
            throw new ArgumentOutOfRangeException(nameof(year), year, $"Working days are known for {FirstYear}–{LastYear}.");
        return Volatile.Read(ref _years[year - FirstYear]) ?? LayOut(year);
    }

    /// <summary>Two threads may lay out the same year at once; both results are equal and either may stay.</summary>
    private WorkingYear LayOut(int year)
    {
        var index = year - FirstYear;
        var laidOut = _oneOffDays.Contains(year)
            ? new WorkingYear(year, _oneOffDays[year])
            : Volatile.Read(ref YearsByLaw[index]) ?? (YearsByLaw[index] = new WorkingYear(year, []));
        Volatile.Write(ref _years[index], laidOut);
        return laidOut;
    }
}
