namespace Workflows.Core.Calendar;

/// <summary>Easter as the Bulgarian Orthodox Church keeps it, in the civil (Gregorian) calendar.</summary>
internal static class OrthodoxEaster
{
    /// <summary>Meeus' Julian computus, moved to the civil calendar by the 13 days that hold for 1900–2099.</summary>
    public static DateOnly Sunday(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2099);
        var moon = (19 * (year % 19) + 15) % 30;
        var weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
        var monthAndDay = moon + weekday + 114;
        return new DateOnly(year, monthAndDay / 31, monthAndDay % 31 + 1).AddDays(13);
    }
}
