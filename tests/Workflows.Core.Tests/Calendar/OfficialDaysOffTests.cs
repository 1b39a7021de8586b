using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

/// <summary>Whole years, worked out by hand from a wall calendar and Labour Code art. 154.</summary>
public sealed class OfficialDaysOffTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria([]);

    // Easter is 24 April. 1 January, 1 May, 24 and 25 December are on a weekend and lost: art. 154 (2) is in force from 1 January 2017.
    [InlineData(2011, "01-01 03-03 04-22 04-23 04-24 04-25 05-01 05-06 05-24 09-06 09-22 12-24 12-25 12-26")]
    // Easter Sunday is 1 May itself. 24 and 25 December are on a weekend and lost, for the last time.
    [InlineData(2016, "01-01 03-03 04-29 04-30 05-01 05-02 05-06 05-24 09-06 09-22 12-24 12-25 12-26")]
    // Sunday 1 January gives 2 January, the first day ever given back; Saturday 6 May gives Monday the 8th;
    // Sunday 24 December passes over Monday and Tuesday, which are Christmas, to Wednesday the 27th.
    [InlineData(2017, "01-01 01-02 03-03 04-14 04-15 04-16 04-17 05-01 05-06 05-08 05-24 09-06 09-22 12-24 12-25 12-26 12-27")]
    // 1 May is Holy Saturday; Monday the 3rd is Easter Monday, so Labour Day comes back on Tuesday the 4th.
    // Christmas is Saturday and Sunday: both days come back, on the 27th and the 28th.
    [InlineData(2021, "01-01 03-03 04-30 05-01 05-02 05-03 05-04 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28")]
    // 24 and 25 December are Saturday and Sunday, Monday is the 26th: they come back on the 27th and the 28th.
    [InlineData(2022, "01-01 01-03 03-03 04-22 04-23 04-24 04-25 05-01 05-02 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28")]
    // 6 May is Easter Monday: two holidays on one working day give one day off. 3 March and 22 September are Sundays.
    [InlineData(2024, "01-01 03-03 03-04 05-01 05-03 05-04 05-05 05-06 05-24 09-06 09-22 09-23 12-24 12-25 12-26")]
    // 24 May and 6 September are Sundays; Saturday 26 December comes back on Monday the 28th.
    [InlineData(2026, "01-01 03-03 04-10 04-11 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 12-24 12-25 12-26 12-28")]
    // As 2021: Saturday 1 May passes over Easter Monday to Tuesday the 4th; Christmas comes back on the 27th and the 28th.
    [InlineData(2027, "01-01 03-03 04-30 05-01 05-02 05-03 05-04 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28")]
    [Theory]
    public void The_year_has_these_official_days_off(int year, string days)
    {
        var found = Bulgaria.OfficialDaysOff(year).Select(day => day.Date.ToString("MM-dd"));

        Assert.Equal(days.Split(' '), found);
        Assert.All(Bulgaria.OfficialDaysOff(year), day => Assert.False(Bulgaria.IsWorkingDay(day.Date)));
    }

    [InlineData("2011-04-24"), InlineData("2012-04-15"), InlineData("2013-05-05"), InlineData("2014-04-20"), InlineData("2015-04-12")]
    [InlineData("2016-05-01"), InlineData("2017-04-16"), InlineData("2018-04-08"), InlineData("2019-04-28"), InlineData("2020-04-19")]
    [InlineData("2021-05-02"), InlineData("2022-04-24"), InlineData("2023-04-16"), InlineData("2024-05-05"), InlineData("2025-04-20")]
    [InlineData("2026-04-12"), InlineData("2027-05-02"), InlineData("2028-04-16"), InlineData("2029-04-08"), InlineData("2030-04-28")]
    [InlineData("2031-04-13"), InlineData("2032-05-02"), InlineData("2033-04-24"), InlineData("2034-04-09"), InlineData("2035-04-29")]
    [Theory]
    public void Orthodox_Easter_runs_from_Friday_to_Monday(string sunday)
    {
        var easter = DateOnly.Parse(sunday);

        Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        Assert.StartsWith("Good Friday", Reason(easter.AddDays(-2)));
        Assert.StartsWith("Holy Saturday", Reason(easter.AddDays(-1)));
        Assert.StartsWith("Easter Sunday", Reason(easter));
        Assert.StartsWith("Easter Monday", Reason(easter.AddDays(1)));
    }

    [Fact]
    public void A_stand_in_names_the_holiday_and_the_day_it_stands_in_for()
    {
        Assert.Equal(
            new DayOff(new DateOnly(2026, 12, 28), new LocalText(
                "Рождество Христово, втори ден, вместо събота, 26 декември 2026 г.",
                "Second day of Christmas, in place of Saturday, 26 December 2026")),
            Bulgaria.DayOffOn(new DateOnly(2026, 12, 28)));
        Assert.Equal("Labour Day, in place of Saturday, 1 May 2027", Reason(new DateOnly(2027, 5, 4)));
        Assert.Equal("Christmas Day, in place of Saturday, 25 December 2027", Reason(new DateOnly(2027, 12, 27)));
        Assert.Equal("Second day of Christmas, in place of Sunday, 26 December 2027", Reason(new DateOnly(2027, 12, 28)));
    }

    [Fact]
    public void A_day_with_two_holidays_names_both() =>
        Assert.Equal(
            new LocalText(
                "Великден, понеделник; Гергьовден, Ден на храбростта и Българската армия",
                "Easter Monday; St George's Day, Bravery and Army Day"),
            Bulgaria.DayOffOn(new DateOnly(2024, 5, 6))?.Reason);

    [Fact]
    public void The_first_of_November_is_worked() => Assert.Null(Bulgaria.DayOffOn(new DateOnly(2027, 11, 1)));

    [Fact]
    public void A_plain_weekend_is_off_but_not_official()
    {
        var saturday = new DateOnly(2026, 3, 7);

        Assert.Equal(new DayOff(saturday, new LocalText("Седмична почивка", "Weekend")), Bulgaria.DayOffOn(saturday));
        Assert.DoesNotContain(Bulgaria.OfficialDaysOff(2026), day => day.Date == saturday);
    }

    private static string? Reason(DateOnly date) => Bulgaria.DayOffOn(date)?.Reason.En;
}
