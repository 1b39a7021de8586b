namespace Workflows.Core.Calendar;

/// <summary>
/// Between moments (UTC) and civil dates in Europe/Sofia. Nothing else in the system knows the time zone.
/// Sofia's clocks change at 03:00 and 04:00, so midnight and 08:00 each happen exactly once a day.
/// </summary>
public static class CivilTime
{
    private const int MorningHour = 8;

    private static readonly TimeZoneInfo Sofia = FindSofia();

    /// <summary>The date on Sofia's wall calendar at this moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(moment.UtcDateTime + Sofia.GetUtcOffset(moment.UtcDateTime));

    /// <summary>The time on Sofia's wall clock at this moment.</summary>
    public static TimeOnly TimeOf(DateTimeOffset moment) =>
        TimeOnly.FromDateTime(moment.UtcDateTime + Sofia.GetUtcOffset(moment.UtcDateTime));

    /// <summary>Midnight in Sofia at which the date begins, as UTC. This moment belongs to the date.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>Midnight in Sofia at which the date ends, as UTC. This moment no longer belongs to the date.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1));

    /// <summary>08:00 in Sofia, as UTC: when the day's mail goes out.</summary>
    public static DateTimeOffset MorningOf(DateOnly date) => At(date, new TimeOnly(MorningHour, 0));

    private static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local - Sofia.GetUtcOffset(local), TimeSpan.Zero);
    }

    /// <summary>Windows without its globalization library knows only its own names of time zones.</summary>
    private static TimeZoneInfo FindSofia() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Sofia", out var zone)
        || TimeZoneInfo.TryFindSystemTimeZoneById("FLE Standard Time", out zone)
            ? zone
            : throw new TimeZoneNotFoundException("Europe/Sofia is not installed: on Linux it comes with the package tzdata.");
}
