using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class OneOffDayTests
{
    private static readonly LocalText Bridge = new("Разместване на почивните дни", "Days off moved together");

    // What the Council of Ministers decided for March 2016 (State Gazette 94/2015): Friday the 4th off, Saturday the 12th worked.
    private static readonly WorkingCalendar In2016 = WorkingCalendar.Bulgaria(
    [
        new OneOffDay(new DateOnly(2016, 3, 4), Working: false, Bridge),
        new OneOffDay(new DateOnly(2016, 3, 12), Working: true, Bridge),
    ]);

    [Fact]
    public void A_declared_day_off_is_official_with_its_own_reason()
    {
        var friday = new DateOnly(2016, 3, 4);

        Assert.Equal(new DayOff(friday, Bridge), In2016.DayOffOn(friday));
        Assert.Contains(new DayOff(friday, Bridge), In2016.OfficialDaysOff(2016));
    }

    [Fact]
    public void A_weekend_declared_working_is_worked_and_counted()
    {
        Assert.Null(In2016.DayOffOn(new DateOnly(2016, 3, 12)));
        // 7 to 11 March are five days, Saturday the 12th is the sixth.
        Assert.Equal(new DateOnly(2016, 3, 12), In2016.AddWorkingDays(new DateOnly(2016, 3, 2), 6));
    }

    [Fact]
    public void A_holiday_declared_working_is_no_longer_off()
    {
        var holiday = new DateOnly(2016, 5, 24);
        var calendar = WorkingCalendar.Bulgaria([new OneOffDay(holiday, Working: true, Bridge)]);

        Assert.True(calendar.IsWorkingDay(holiday));
        Assert.DoesNotContain(calendar.OfficialDaysOff(2016), day => day.Date == holiday);
    }

    [Fact]
    public void A_declared_day_off_on_a_weekend_is_listed()
    {
        var saturday = new DateOnly(2026, 3, 7);
        var calendar = WorkingCalendar.Bulgaria([new OneOffDay(saturday, Working: false, Bridge)]);

        Assert.Contains(new DayOff(saturday, Bridge), calendar.OfficialDaysOff(2026));
    }

    [Fact]
    public void A_declared_day_off_on_a_holiday_leaves_the_holiday_its_name()
    {
        var holiday = new DateOnly(2026, 9, 22);
        var calendar = WorkingCalendar.Bulgaria([new OneOffDay(holiday, Working: false, Bridge)]);

        Assert.Equal("Independence Day", calendar.DayOffOn(holiday)?.Reason.En);
    }

    [Fact]
    public void One_calendars_table_does_not_touch_another()
    {
        Assert.False(In2016.IsWorkingDay(new DateOnly(2016, 3, 4)));
        Assert.True(WorkingCalendar.Bulgaria([]).IsWorkingDay(new DateOnly(2016, 3, 4)));
    }

    [Fact]
    public void The_same_date_twice_is_refused()
    {
        var day = new OneOffDay(new DateOnly(2026, 3, 2), Working: false, Bridge);

        Assert.Throws<ArgumentException>(() => WorkingCalendar.Bulgaria([day, day with { Working = true }]));
    }
}
