namespace Workflows.Core.Calendar;

/// <summary>Writes an explanation for people.</summary>
internal static class DueExplanationText
{
    /// <summary>Up to this many weekends are named one by one; beyond it only their days are counted.</summary>
    private const int MostWeekendsNamed = 4;

    /// <param name="anchor">The title of the step counted from, where it is known.</param>
    public static string Write(DueExplanation explanation, Language language, LocalText? anchor)
    {
        var parts = new List<string> { Moment(explanation, language, anchor) };
        if (explanation.MissingDay is { } day)
            parts.Add(Missing(day, explanation.Computed, language));
        if (explanation.ShiftedTo is { } shifted)
            parts.Add(Shift(explanation.Computed, shifted, language));
        if (explanation.Skipped.Count > 0)
            parts.Add(CalendarText.In(language, "Skipped", Skipped(explanation, language)));
        parts.AddRange(explanation.Changes.Select(change => Change(change, language)));
        return string.Join("; ", parts);
    }

    private static string Moment(DueExplanation explanation, Language language, LocalText? anchor)
    {
        var computed = CivilDate.Format(explanation.Computed, language);
        return DueRule.Parse(explanation.Rule).Moment switch
        {
            DueMoment.DayOfYear => CalendarText.In(language, "Due_Fixed", computed),
            DueMoment.EndOf { Period: DuePeriod.Month } => CalendarText.In(language, "Due_EndOfMonth", computed),
            DueMoment.EndOf { Period: DuePeriod.Year } => CalendarText.In(language, "Due_EndOfYear", computed),
            DueMoment.EndOf => CalendarText.In(language, "Due_EndOfQuarter", computed),
            DueMoment.CalendarDays { Count: 0 } => CalendarText.In(language, "Due_OnAnchor", Anchor(explanation, language, anchor)),
            DueMoment.WorkingDays days => Distance(days.Count, "WorkingDay", explanation, language, anchor),
            DueMoment.CalendarDays days => Distance(days.Count, "CalendarDay", explanation, language, anchor),
            DueMoment.Months months => Distance(months.Count, "Month", explanation, language, anchor),
            var moment => throw new ArgumentOutOfRangeException(nameof(explanation), moment, null),
        };
    }

    private static string Distance(int count, string unit, DueExplanation explanation, Language language, LocalText? anchor) =>
        CalendarText.In(
            language,
            count < 0 ? "Due_Before" : "Due_After",
            Counted(Math.Abs(count), unit, language),
            Anchor(explanation, language, anchor));

    private static string Counted(int count, string unit, Language language) =>
        CalendarText.In(language, count == 1 ? $"Count_{unit}" : $"Count_{unit}s", count);

    private static string Anchor(DueExplanation explanation, Language language, LocalText? title)
    {
        var date = CivilDate.Format(explanation.AnchorDate ?? explanation.Computed, language);
        if (explanation.Anchor is DueRuleParser.Opening or null)
            return CalendarText.In(language, "Anchor_Opening", date);
        return title is null
            ? CalendarText.In(language, "Anchor_Step", date, explanation.Anchor)
            : CalendarText.In(language, "Anchor_Titled", date, title.In(language));
    }

    private static string Missing(int day, DateOnly instead, Language language) =>
        CalendarText.In(language, "Due_MissingDay", day, CivilDate.MonthName(instead.Month, language), instead.Year);

    private static string Shift(DateOnly from, DateOnly to, Language language) =>
        CalendarText.In(language, to > from ? "Due_NextWorkingDay" : "Due_PreviousWorkingDay", CivilDate.Format(to, language));

    private static string Skipped(DueExplanation explanation, Language language)
    {
        // Dates of the year the reader has just seen go without it.
        var knownYear = (explanation.AnchorDate ?? explanation.Computed).Year;
        var weekends = explanation.Skipped.Count(days => days.Reason is null);
        if (weekends <= MostWeekendsNamed)
            return string.Join(", ", explanation.Skipped.Select(days => Days(days, knownYear, language)));
        var weekendDays = explanation.Skipped.Where(days => days.Reason is null).Sum(days => days.To.DayNumber - days.From.DayNumber + 1);
        var official = explanation.Skipped.Where(days => days.Reason is not null).Select(days => Days(days, knownYear, language));
        return string.Join(", ", [CalendarText.In(language, "Skipped_WeekendDays", weekendDays), .. official]);
    }

    private static string Days(SkippedDays days, int knownYear, Language language)
    {
        var range = CivilDate.FormatRange(days.From, days.To, language, withYear: days.To.Year != knownYear);
        if (days.Reason is { } reason)
            return CalendarText.In(language, "Skipped_Official", range, reason.In(language));
        return days.From == days.To
            ? CalendarText.In(language, "Skipped_Official", range, CivilDate.WeekdayName(days.From.DayOfWeek, language))
            : CalendarText.In(language, "Skipped_Weekend", range);
    }

    private static string Change(DueChange change, Language language)
    {
        var from = CivilDate.Format(change.From, language);
        var to = CivilDate.Format(change.To, language);
        return change.Kind switch
        {
            DueChangeKind.Extended => CalendarText.In(language, "Change_Extended", from, to),
            DueChangeKind.PutOff =>
                CalendarText.In(language, "Change_PutOff", Counted(change.WorkingDays, "WorkingDay", language), from, to),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };
    }
}
