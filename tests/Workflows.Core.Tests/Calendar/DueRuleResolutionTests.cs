using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class DueRuleResolutionTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria([]);

    // A day of the cycle's year, or of a later one.
    [InlineData("03-31", 2026, "2026-02-02", "2026-03-31")]
    [InlineData("03-31 next year", 2026, "2026-02-02", "2027-03-31")]
    [InlineData("01-15 year+5", 2026, "2026-02-02", "2031-01-15")]
    // 29 February: there is one in 2028, not in 2027.
    [InlineData("02-29", 2028, "2028-01-03", "2028-02-29")]
    [InlineData("02-29", 2027, "2027-01-04", "2027-02-28")]
    [InlineData("02-29 next year", 2027, "2027-01-04", "2028-02-29")]
    // The month and the quarter are the opening's, the year is the cycle's.
    [InlineData("end of month", 2026, "2026-02-02", "2026-02-28")]
    [InlineData("end of month", 2028, "2028-02-01", "2028-02-29")]
    [InlineData("end of month next year", 2027, "2027-02-01", "2028-02-29")]
    [InlineData("end of quarter", 2026, "2026-03-31", "2026-03-31")]
    [InlineData("end of quarter", 2026, "2026-04-01", "2026-06-30")]
    [InlineData("end of quarter", 2026, "2026-12-01", "2026-12-31")]
    [InlineData("end of q1 next year", 2026, "2026-10-01", "2027-03-31")]
    [InlineData("end of q3", 2026, "2026-02-02", "2026-09-30")]
    [InlineData("end of year", 2026, "2026-02-02", "2026-12-31")]
    // Counted from the opening, over the days off of March.
    [InlineData("10 working days after opening", 2026, "2026-03-03", "2026-03-17")]
    [InlineData("1 working day before opening", 2026, "2026-03-04", "2026-03-02")]
    [InlineData("30 calendar days after opening", 2026, "2026-03-03", "2026-04-02")]
    [InlineData("0 calendar days after opening", 2026, "2026-03-07", "2026-03-07")]
    [InlineData("3 calendar days before opening", 2026, "2026-03-01", "2026-02-26")]
    // A month without the day ends on its last day.
    [InlineData("1 month after opening", 2026, "2026-01-31", "2026-02-28")]
    [InlineData("1 month after opening", 2028, "2028-01-31", "2028-02-29")]
    [InlineData("2 months after opening", 2026, "2026-01-31", "2026-03-31")]
    [InlineData("12 months after opening", 2028, "2028-02-29", "2029-02-28")]
    // Shifts: 7 March 2026 is a Saturday; over the new year 2027 to Monday 4 January; back over Easter 2026.
    [InlineData("03-07", 2026, "2026-02-02", "2026-03-07")]
    [InlineData("03-07, next working day", 2026, "2026-02-02", "2026-03-09")]
    [InlineData("03-07, previous working day", 2026, "2026-02-02", "2026-03-06")]
    [InlineData("03-09, next working day", 2026, "2026-02-02", "2026-03-09")]
    [InlineData("01-01 next year, next working day", 2026, "2026-02-02", "2027-01-04")]
    [InlineData("end of year, next working day", 2028, "2028-02-01", "2029-01-02")]
    [InlineData("04-13, previous working day", 2026, "2026-02-02", "2026-04-09")]
    [Theory]
    public void The_rule_comes_to_the_date(string rule, int cycleYear, string opening, string expected)
    {
        var context = new DueContext(cycleYear, DateOnly.Parse(opening), _ => null, Bulgaria);

        Assert.Equal(DateOnly.Parse(expected), DueRule.Parse(rule).Resolve(context)?.Date);
    }

    [Fact]
    public void GivenAStepWithoutADate_WhenTheRuleNamesIt_ThenThereIsNoDueDate()
    {
        var rule = DueRule.Parse("5 working days after council-decision");
        var opening = new DateOnly(2026, 2, 2);

        Assert.Null(rule.Resolve(new DueContext(2026, opening, _ => null, Bulgaria)));
        Assert.Equal(
            new DateOnly(2026, 4, 17),
            rule.Resolve(new DueContext(2026, opening, DecidedInApril, Bulgaria))?.Date);

        static DateOnly? DecidedInApril(string step) => step == "council-decision" ? new DateOnly(2026, 4, 8) : null;
    }

    [Fact]
    public void A_shifted_date_is_a_working_day() =>
        Prop.ForAll(DueRuleParsingTests.Texts.ToArbitrary(), Some.Dates, (text, opening) =>
        {
            var due = DueRule.Parse(text).Resolve(new DueContext(opening.Year, opening, _ => opening, Bulgaria))!;
            return !text.EndsWith("working day", StringComparison.Ordinal) || Bulgaria.IsWorkingDay(due.Date);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_rule_explains_itself_in_both_languages() =>
        Prop.ForAll(DueRuleParsingTests.Texts.ToArbitrary(), Some.Dates, (text, opening) =>
        {
            var due = DueRule.Parse(text).Resolve(new DueContext(opening.Year, opening, _ => opening, Bulgaria))!;
            return due.Explanation.Rule == text
                && due.Explanation.In(Language.Bg) != due.Explanation.In(Language.En)
                && due.Date == (due.Explanation.ShiftedTo ?? due.Explanation.Computed);
        }).QuickCheckThrowOnFailure();
}
