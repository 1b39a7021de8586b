using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class CivilDateTests
{
    private static readonly DateOnly Tuesday = new(2026, 3, 3);

    [Fact]
    public void A_date_is_written_as_people_write_it()
    {
        Assert.Equal("3 март 2026 г.", CivilDate.Format(Tuesday, Language.Bg));
        Assert.Equal("3 March 2026", CivilDate.Format(Tuesday, Language.En));
        Assert.Equal("вторник, 3 март 2026 г.", CivilDate.Format(Tuesday, Language.Bg, DateStyle.Weekday));
        Assert.Equal("Tuesday, 3 March 2026", CivilDate.Format(Tuesday, Language.En, DateStyle.Weekday));
        Assert.Equal("3 март", CivilDate.Format(Tuesday, Language.Bg, DateStyle.DayAndMonth));
        Assert.Equal("3 March", CivilDate.Format(Tuesday, Language.En, DateStyle.DayAndMonth));
        Assert.Equal(new LocalText("3 март 2026 г.", "3 March 2026"), CivilDate.Text(Tuesday));
    }

    [Fact]
    public void All_months_and_weekdays_have_their_names()
    {
        Assert.Equal(
            "януари февруари март април май юни юли август септември октомври ноември декември".Split(' '),
            Enumerable.Range(1, 12).Select(month => CivilDate.MonthName(month, Language.Bg)));
        Assert.Equal(
            "January February March April May June July August September October November December".Split(' '),
            Enumerable.Range(1, 12).Select(month => CivilDate.MonthName(month, Language.En)));
        Assert.Equal(
            "неделя понеделник вторник сряда четвъртък петък събота".Split(' '),
            Enum.GetValues<DayOfWeek>().Select(day => CivilDate.WeekdayName(day, Language.Bg)));
        Assert.Equal(Enum.GetNames<DayOfWeek>(), Enum.GetValues<DayOfWeek>().Select(day => CivilDate.WeekdayName(day, Language.En)));
    }

    [InlineData("2026-03-07", "2026-03-07", "7 March 2026", "7 март 2026 г.")]
    [InlineData("2026-03-07", "2026-03-08", "7–8 March 2026", "7–8 март 2026 г.")]
    [InlineData("2026-02-28", "2026-03-01", "28 February – 1 March 2026", "28 февруари – 1 март 2026 г.")]
    [InlineData("2026-12-31", "2027-01-01", "31 December 2026 – 1 January 2027", "31 декември 2026 г. – 1 януари 2027 г.")]
    [InlineData("2026-03-01", "2027-03-01", "1 March 2026 – 1 March 2027", "1 март 2026 г. – 1 март 2027 г.")]
    [Theory]
    public void A_range_is_written_as_short_as_it_goes(string from, string to, string english, string bulgarian)
    {
        Assert.Equal(english, CivilDate.FormatRange(DateOnly.Parse(from), DateOnly.Parse(to), Language.En));
        Assert.Equal(bulgarian, CivilDate.FormatRange(DateOnly.Parse(from), DateOnly.Parse(to), Language.Bg));
    }

    [Fact]
    public void A_range_may_leave_the_year_out() =>
        Assert.Equal("7–8 март", CivilDate.FormatRange(new DateOnly(2026, 3, 7), new DateOnly(2026, 3, 8), Language.Bg, withYear: false));
}
