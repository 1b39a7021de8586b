namespace Workflows.Core.Calendar;

/// <summary>Neighbouring days off for one reason, first and last included. A plain weekend has no reason.</summary>
public sealed record SkippedDays(DateOnly From, DateOnly To, LocalText? Reason)
{
    /// <summary>The days off from the first to the last date, both included, in their order.</summary>
    internal static IReadOnlyList<SkippedDays> Within(WorkingCalendar calendar, DateOnly first, DateOnly last)
    {
        var skipped = new List<SkippedDays>();
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (calendar.IsWorkingDay(date))
                continue;
            var reason = calendar.OfficialReasonOn(date);
            if (skipped is [.., var latest] && latest.To.AddDays(1) == date && latest.Reason == reason)
                skipped[^1] = latest with { To = date };
            else
                skipped.Add(new SkippedDays(date, date, reason));
        }
        return skipped;
    }
}
