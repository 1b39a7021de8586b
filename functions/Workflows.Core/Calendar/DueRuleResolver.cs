namespace Workflows.Core.Calendar;

/// <summary>Turns a due rule into a date and keeps note of how.</summary>
internal static class DueRuleResolver
{
    public static DueDate? Resolve(DueRule rule, DueContext context)
    {
        var anchor = Anchor(rule, context);
        if (anchor is { Date: null })
            return null;
        var (computed, missingDay) = Compute(rule.Moment, context, anchor?.Date ?? context.Opening);
        var due = Shift(rule.Shift, computed, context.Calendar);
        var explanation = new DueExplanation(rule.ToString(), computed)
        {
            Anchor = anchor?.Name,
            AnchorDate = anchor?.Date,
            MissingDay = missingDay,
            ShiftedTo = due == computed ? null : due,
            Skipped = Skipped(rule.Moment, anchor?.Date, computed, due, context.Calendar),
        };
        return new DueDate(due, explanation);
    }

    public static DateOnly? DateIn(DueRule rule, DueContext context)
    {
        var anchor = Anchor(rule, context);
        if (anchor is { Date: null })
            return null;
        var (computed, _) = Compute(rule.Moment, context, anchor?.Date ?? context.Opening);
        return Shift(rule.Shift, computed, context.Calendar);
    }

    /// <summary>The date is null while the step has none; the whole is null when the rule counts from no event.</summary>
    private static (string Name, DateOnly? Date)? Anchor(DueRule rule, DueContext context) => rule.Moment switch
    {
        DueMoment.DayOfYear or DueMoment.EndOf => null,
        _ => rule.AnchorStep is { } step ? (step, context.StepDate(step)) : (DueRuleParser.Opening, context.Opening),
    };

    private static (DateOnly Date, int? MissingDay) Compute(DueMoment moment, DueContext context, DateOnly from) => moment switch
    {
        DueMoment.DayOfYear day => InMonth(context.CycleYear + day.YearsLater, day.Month, day.Day),
        DueMoment.EndOf end => (EndOf(context.CycleYear + end.YearsLater, LastMonth(end.Period, from.Month)), null),
        DueMoment.WorkingDays days => (context.Calendar.AddWorkingDays(from, days.Count), null),
        DueMoment.CalendarDays days => (from.AddDays(days.Count), null),
        DueMoment.Months months => MonthsAfter(from, months.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(moment), moment, null),
    };

    private static (DateOnly Date, int? MissingDay) MonthsAfter(DateOnly from, int months)
    {
        var month = new DateOnly(from.Year, from.Month, 1).AddMonths(months);
        return InMonth(month.Year, month.Month, from.Day);
    }

    /// <summary>The last day of the month stands in for a day the month does not have: 31 April, or 29 February.</summary>
    private static (DateOnly Date, int? MissingDay) InMonth(int year, int month, int day)
    {
        var last = DateTime.DaysInMonth(year, month);
        return day <= last ? (new DateOnly(year, month, day), null) : (new DateOnly(year, month, last), day);
    }

    private static DateOnly EndOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    private static int LastMonth(DuePeriod period, int openingMonth) => period switch
    {
        DuePeriod.Month => openingMonth,
        DuePeriod.Quarter => (openingMonth + 2) / 3 * 3,
        DuePeriod.Q1 => 3,
        DuePeriod.Q2 => 6,
        DuePeriod.Q3 => 9,
        DuePeriod.Year or DuePeriod.Q4 => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };

    private static DateOnly Shift(DueShift shift, DateOnly date, WorkingCalendar calendar) => shift switch
    {
        DueShift.NextWorkingDay => calendar.NextWorkingDay(date),
        DueShift.PreviousWorkingDay => calendar.PreviousWorkingDay(date),
        _ => date,
    };

    /// <summary>
    /// Counting passes over days between the anchor and the date; a shift over the computed day and those up to the new one.
    /// </summary>
    private static IReadOnlyList<SkippedDays> Skipped(
        DueMoment moment, DateOnly? anchor, DateOnly computed, DateOnly due, WorkingCalendar calendar) => (moment, anchor) switch
        {
            (DueMoment.WorkingDays { Count: > 0 }, { } from) => SkippedDays.Within(calendar, from.AddDays(1), computed),
            (DueMoment.WorkingDays, { } from) => SkippedDays.Within(calendar, computed, from.AddDays(-1)),
            _ when due > computed => SkippedDays.Within(calendar, computed, due),
            _ when due < computed => SkippedDays.Within(calendar, due, computed),
            _ => [],
        };
}
