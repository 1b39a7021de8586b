namespace Workflows.Core.Calendar;

/// <summary>The canonical text of a due rule.</summary>
internal static class DueRulePrinter
{
    public static string Print(DueRule rule) => Moment(rule.Moment) + rule.Shift switch
    {
        DueShift.NextWorkingDay => ", next working day",
        DueShift.PreviousWorkingDay => ", previous working day",
        _ => "",
    };

    private static string Moment(DueMoment moment) => moment switch
    {
        DueMoment.DayOfYear day => $"{day.Month:00}-{day.Day:00}{Years(day.YearsLater)}",
        DueMoment.EndOf end => $"end of {end.Period.ToString().ToLowerInvariant()}{Years(end.YearsLater)}",
        DueMoment.WorkingDays days => Distance(days.Count, "working day", days.Step),
        DueMoment.CalendarDays days => Distance(days.Count, "calendar day", days.Step),
        DueMoment.Months months => Distance(months.Count, "month", months.Step),
        _ => throw new ArgumentOutOfRangeException(nameof(moment), moment, null),
    };

    private static string Years(int later) => later switch
    {
        0 => "",
        1 => " next year",
        _ => $" year+{later}",
    };

    private static string Distance(int count, string unit, string? step)
    {
        var number = Math.Abs(count);
        return $"{number} {unit}{(number == 1 ? "" : "s")} {(count < 0 ? "before" : "after")} {step ?? DueRuleParser.Opening}";
    }
}
