using System.Collections.Frozen;

namespace Workflows.Core.Calendar;

/// <summary>One year laid out for counting: its official days off and a running count of its working days.</summary>
internal sealed class WorkingYear
{
    /// <summary>Working days from 1 January through the day of the year that is the index; index 0 is the eve of 1 January.</summary>
    private readonly ushort[] _through;

    /// <summary>The day of the year of the n-th working day, at index n - 1.</summary>
    private readonly ushort[] _workingDays;

    private readonly int _year;
    private readonly FrozenDictionary<DateOnly, LocalText> _official;

    public WorkingYear(int year, IEnumerable<OneOffDay> oneOffDays)
    {
        _year = year;
        var officialDays = OfficialHolidays.Of(year);
        var workedAnyway = new HashSet<DateOnly>();
        // One-off days come last: the law's stand-ins are fixed by the law's own holidays, whatever the government adds.
        foreach (var day in oneOffDays)
        {
            if (day.Working)
            {
                officialDays.Remove(day.Date);
                workedAnyway.Add(day.Date);
            }
            else
            {
                officialDays.TryAdd(day.Date, day.Reason);
            }
        }
        _official = officialDays.ToFrozenDictionary();
        OfficialDaysOff = [.. officialDays.OrderBy(day => day.Key).Select(day => new DayOff(day.Key, day.Value))];
        (_through, _workingDays) = Count(year, date =>
            workedAnyway.Contains(date) || !(OfficialHolidays.IsWeekend(date) || _official.ContainsKey(date)));
    }

    public IReadOnlyList<DayOff> OfficialDaysOff { get; }

    public int WorkingDayCount => _workingDays.Length;

    public int WorkingDaysThrough(DateOnly date) => _through[date.DayOfYear];

    public bool IsWorkingDay(DateOnly date) => _through[date.DayOfYear] > _through[date.DayOfYear - 1];

    /// <summary>The n-th working day of the year, counted from 1.</summary>
    public DateOnly WorkingDay(int number) => new DateOnly(_year, 1, 1).AddDays(_workingDays[number - 1] - 1);

    public LocalText? OfficialReason(DateOnly date) => _official.GetValueOrDefault(date);

    private static (ushort[] Through, ushort[] WorkingDays) Count(int year, Func<DateOnly, bool> isWorking)
    {
        var length = DateTime.IsLeapYear(year) ? 366 : 365;
        var through = new ushort[length + 1];
        var workingDays = new List<ushort>(length);
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            if (isWorking(date))
                workingDays.Add((ushort)date.DayOfYear);
            through[date.DayOfYear] = (ushort)workingDays.Count;
        }
        return (through, [.. workingDays]);
    }
}
