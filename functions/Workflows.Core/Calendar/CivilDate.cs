namespace Workflows.Core.Calendar;

/// <summary>How a date is written for people.</summary>
public enum DateStyle
{
    /// <summary>3 март 2026 г. · 3 March 2026</summary>
    Full,

    /// <summary>вторник, 3 март 2026 г. · Tuesday, 3 March 2026</summary>
    Weekday,

    /// <summary>3 март · 3 March</summary>
    DayAndMonth,
}

/// <summary>Writes civil dates for people, the same way in mail, pages and explanations.</summary>
public static class CivilDate
{
    private static readonly LocalText[] Months = [.. Enumerable.Range(1, 12).Select(month => CalendarText.Of($"Month_{month}"))];
    private static readonly LocalText[] Weekdays = [.. Enum.GetNames<DayOfWeek>().Select(day => CalendarText.Of($"Weekday_{day}"))];

    public static string Format(DateOnly date, Language language, DateStyle style = DateStyle.Full)
    {
        var dayAndMonth = $"{date.Day} {MonthName(date.Month, language)}";
        return style switch
        {
            DateStyle.DayAndMonth => dayAndMonth,
            DateStyle.Full => CalendarText.In(language, "Date_Full", dayAndMonth, date.Year),
            DateStyle.Weekday => CalendarText.In(language, "Date_Weekday", WeekdayName(date.DayOfWeek, language), dayAndMonth, date.Year),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, null),
        };
    }

    /// <summary>The date in both languages.</summary>
    public static LocalText Text(DateOnly date, DateStyle style = DateStyle.Full) =>
        new(Format(date, Language.Bg, style), Format(date, Language.En, style));

    /// <summary>
    /// Two dates, both included, as short as they go: 7–8 март · 31 January – 1 February · 3 March.
    /// The year is named once when it is the same, or not at all.
    /// </summary>
    public static string FormatRange(DateOnly from, DateOnly to, Language language, bool withYear = true)
    {
        var style = withYear ? DateStyle.Full : DateStyle.DayAndMonth;
        var end = Format(to, language, style);
        if (from == to)
            return end;
        if ((from.Year, from.Month) == (to.Year, to.Month))
            return $"{from.Day}–{end}";
        return $"{Format(from, language, from.Year == to.Year ? DateStyle.DayAndMonth : style)} – {end}";
    }

    /// <summary>The month as it is written in a date; January is 1.</summary>
    public static string MonthName(int month, Language language) => Months[month - 1].In(language);

    public static string WeekdayName(DayOfWeek day, Language language) => Weekdays[(int)day].In(language);
}
