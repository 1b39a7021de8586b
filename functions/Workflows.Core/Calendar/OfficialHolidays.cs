namespace Workflows.Core.Calendar;

/// <summary>
/// The official holidays of Labour Code art. 154 (1) and the days that stand in for them under art. 154 (2).
/// 1 November is not among them: it is a holiday of schools only.
/// </summary>
internal static class OfficialHolidays
{
    /// <summary>Before 2017 a holiday that fell on a weekend was lost.</summary>
    private const int FirstYearHolidaysMove = 2017;

    private static readonly (int Month, int Day, LocalText Name)[] Fixed =
    [
        (1, 1, CalendarText.Of("Holiday_NewYear")),
        (3, 3, CalendarText.Of("Holiday_Liberation")),
        (5, 1, CalendarText.Of("Holiday_Labour")),
        (5, 6, CalendarText.Of("Holiday_StGeorge")),
        (5, 24, CalendarText.Of("Holiday_Letters")),
        (9, 6, CalendarText.Of("Holiday_Unification")),
        (9, 22, CalendarText.Of("Holiday_Independence")),
        (12, 24, CalendarText.Of("Holiday_ChristmasEve")),
        (12, 25, CalendarText.Of("Holiday_Christmas")),
        (12, 26, CalendarText.Of("Holiday_SecondChristmas")),
    ];

    private static readonly (int FromSunday, LocalText Name)[] Easter =
    [
        (-2, CalendarText.Of("Holiday_GoodFriday")),
        (-1, CalendarText.Of("Holiday_HolySaturday")),
        (0, CalendarText.Of("Holiday_EasterSunday")),
        (1, CalendarText.Of("Holiday_EasterMonday")),
    ];

    /// <summary>Every official day off of the year, each with all it is kept for; holidays on a weekend included.</summary>
    public static Dictionary<DateOnly, LocalText> Of(int year)
    {
        var days = new Dictionary<DateOnly, LocalText>();
        var easter = OrthodoxEaster.Sunday(year);
        foreach (var (fromSunday, name) in Easter)
            days.Add(easter.AddDays(fromSunday), name);
        foreach (var (month, day, name) in Fixed)
        {
            var date = new DateOnly(year, month, day);
            days[date] = days.TryGetValue(date, out var other) ? CalendarText.Of("Holiday_Two", other, name) : name;
        }
        if (year >= FirstYearHolidaysMove)
            AddStandIns(year, days);
        return days;
    }

    /// <summary>
    /// Art. 154 (2): a holiday other than Easter that falls on a weekend is given back on the first day or days after it that
    /// would have been worked. All holidays are in place first, so a stand-in passes over them and over earlier stand-ins.
    /// </summary>
    private static void AddStandIns(int year, Dictionary<DateOnly, LocalText> days)
    {
        foreach (var (month, day, name) in Fixed)
        {
            var holiday = new DateOnly(year, month, day);
            if (!IsWeekend(holiday))
                continue;
            var standIn = holiday;
            while (IsWeekend(standIn) || days.ContainsKey(standIn))
                standIn = standIn.AddDays(1);
            days.Add(standIn, CalendarText.Of("Holiday_InPlaceOf", CivilDate.Text(holiday, DateStyle.Weekday), name));
        }
    }

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
