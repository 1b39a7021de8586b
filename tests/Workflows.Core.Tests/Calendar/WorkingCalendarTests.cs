using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria(
    [
        new OneOffDay(new DateOnly(2019, 12, 31), Working: false, new LocalText("Обявен ден", "Declared day")),
        new OneOffDay(new DateOnly(2020, 1, 4), Working: true, new LocalText("Отработване", "Worked back")),
    ]);

    // 3 March 2026 is a Tuesday and a holiday; the 7th and 8th are a weekend.
    [InlineData("2026-03-03", 1, "2026-03-04")]
    [InlineData("2026-03-03", -1, "2026-03-02")]
    [InlineData("2026-03-06", 1, "2026-03-09")]
    [InlineData("2026-03-07", 1, "2026-03-09")]
    [InlineData("2026-03-07", -1, "2026-03-06")]
    [InlineData("2026-03-08", 0, "2026-03-08")]
    // Over the end of a year: 24–26 December and, in place of the 26th, the 28th; 1 January 2027.
    [InlineData("2026-12-23", 1, "2026-12-29")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2027-01-01", -1, "2026-12-31")]
    [InlineData("2027-01-04", -4, "2026-12-23")]
    [Theory]
    public void The_nth_working_day_is_counted_from_the_day_after(string from, int workingDays, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Bulgaria.AddWorkingDays(DateOnly.Parse(from), workingDays));

    [Fact]
    public void The_next_and_the_previous_working_day_of_a_working_day_are_itself()
    {
        var wednesday = new DateOnly(2026, 3, 4);

        Assert.Equal(wednesday, Bulgaria.NextWorkingDay(wednesday));
        Assert.Equal(wednesday, Bulgaria.PreviousWorkingDay(wednesday));
    }

    [Fact]
    public void Easter_is_passed_over_in_both_directions()
    {
        var easterSunday = new DateOnly(2026, 4, 12);

        Assert.Equal(new DateOnly(2026, 4, 14), Bulgaria.NextWorkingDay(easterSunday));
        Assert.Equal(new DateOnly(2026, 4, 9), Bulgaria.PreviousWorkingDay(easterSunday));
    }

    // 365 days without 52 Saturdays and 52 Sundays are 261; off from Monday to Friday are 1 January, 3 March, 10 and 13 April,
    // 1, 6 and 25 May, 7 and 22 September, 24, 25 and 28 December: 12.
    [Fact]
    public void The_working_days_of_2026_are_249() =>
        Assert.Equal(249, Bulgaria.WorkingDaysBetween(new DateOnly(2025, 12, 31), new DateOnly(2026, 12, 31)));

    [InlineData(2009), InlineData(2100)]
    [Theory]
    public void A_year_whose_holidays_are_not_known_is_refused(int year)
    {
        var date = new DateOnly(year, 6, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => Bulgaria.IsWorkingDay(date));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bulgaria.AddWorkingDays(date, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bulgaria.OfficialDaysOff(year));
    }

    [Fact]
    public void Counting_out_of_the_known_years_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bulgaria.AddWorkingDays(new DateOnly(2010, 1, 4), -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bulgaria.AddWorkingDays(new DateOnly(2099, 12, 31), 1));
    }

    [Fact]
    public void Counting_agrees_with_walking_day_by_day() =>
        Prop.ForAll(Some.Dates, Some.Distances, (date, distance) => Walk(date, distance) == Bulgaria.AddWorkingDays(date, distance))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_days_between_undo_the_days_added() =>
        Prop.ForAll(Some.Dates, Some.Distances, (date, distance) =>
        {
            var start = Bulgaria.NextWorkingDay(date);
            return Bulgaria.WorkingDaysBetween(start, Bulgaria.AddWorkingDays(start, distance)) == distance;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_between_add_up_and_turn_sign_with_direction() =>
        Prop.ForAll(Some.Dates, Some.Dates, Some.Dates, (a, b, c) =>
            Bulgaria.WorkingDaysBetween(a, b) + Bulgaria.WorkingDaysBetween(b, c) == Bulgaria.WorkingDaysBetween(a, c)
            && Bulgaria.WorkingDaysBetween(a, b) == -Bulgaria.WorkingDaysBetween(b, a)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_is_off_exactly_when_it_has_a_reason() =>
        Prop.ForAll(Some.Dates, date => Bulgaria.IsWorkingDay(date) == Bulgaria.DayOffOn(date) is null).QuickCheckThrowOnFailure();

    // Art. 154 (2): since 2017 the fixed holidays that a weekend takes are all given back, one for one, on weekdays.
    [Fact]
    public void From_2017_each_year_gives_back_every_fixed_holiday_on_a_weekend() =>
        Assert.All(Enumerable.Range(2017, 2035 - 2017 + 1), year =>
        {
            (int Month, int Day)[] holidays = [(1, 1), (3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22), (12, 24), (12, 25), (12, 26)];
            var taken = holidays.Count(day => new DateOnly(year, day.Month, day.Day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            var givenBack = Bulgaria.OfficialDaysOff(year)
                .Where(day => day.Reason.En.Contains("in place of", StringComparison.Ordinal))
                .ToList();

            Assert.Equal(taken, givenBack.Count);
            Assert.All(givenBack, day => Assert.False(day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        });

    [Fact]
    public void Years_may_be_laid_out_by_many_threads_at_once()
    {
        var calendar = WorkingCalendar.Bulgaria([]);
        var counts = new int[64];

        Parallel.For(0, counts.Length, i => counts[i] = calendar.WorkingDaysBetween(new DateOnly(2011, 1, 1), new DateOnly(2099, 12, 31)));

        Assert.Single(counts.Distinct());
    }

    private static DateOnly Walk(DateOnly date, int distance)
    {
        for (var left = Math.Abs(distance); left > 0;)
        {
            date = date.AddDays(Math.Sign(distance));
            if (Bulgaria.IsWorkingDay(date))
                left--;
        }
        return date;
    }
}
