using System.Text.Json;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class DueExplanationTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria([]);

    [InlineData(
        "10 working days after opening", "2026-03-03",
        "10 working days after 3 March 2026 (opening); skipped 7–8 March weekend, 14–15 March weekend",
        "10 работни дни след 3 март 2026 г. (откриване); без 7–8 март (събота и неделя), 14–15 март (събота и неделя)")]
    [InlineData(
        "2 working days after report", "2026-04-09",
        "2 working days after 9 April 2026 (step report); skipped 10 April (Good Friday), 11 April (Holy Saturday), 12 April (Easter Sunday), 13 April (Easter Monday)",
        "2 работни дни след 9 април 2026 г. (стъпка report); без 10 април (Велики петък), 11 април (Велика събота), 12 април (Великден), 13 април (Великден, понеделник)")]
    [InlineData(
        "1 working day before opening", "2027-01-04",
        "1 working day before 4 January 2027 (opening); skipped 1 January (New Year's Day), 2–3 January weekend",
        "1 работен ден преди 4 януари 2027 г. (откриване); без 1 януари (Нова година), 2–3 януари (събота и неделя)")]
    // Many weekends are only counted: eight whole ones and Sunday 27 December, whose Saturday is named as a holiday.
    [InlineData(
        "40 working days after opening", "2026-11-20",
        "40 working days after 20 November 2026 (opening); skipped 17 weekend days, 24 December (Christmas Eve), 25 December (Christmas Day), 26 December (Second day of Christmas), 28 December (Second day of Christmas, in place of Saturday, 26 December 2026), 1 January 2027 (New Year's Day)",
        "40 работни дни след 20 ноември 2026 г. (откриване); без 17 почивни дни в края на седмицата, 24 декември (Бъдни вечер), 25 декември (Рождество Христово), 26 декември (Рождество Христово, втори ден), 28 декември (Рождество Христово, втори ден, вместо събота, 26 декември 2026 г.), 1 януари 2027 г. (Нова година)")]
    [InlineData(
        "30 calendar days after opening", "2026-03-03",
        "30 calendar days after 3 March 2026 (opening)",
        "30 календарни дни след 3 март 2026 г. (откриване)")]
    [InlineData(
        "0 calendar days after opening, next working day", "2026-02-28",
        "on 28 February 2026 (opening); moved to the next working day, 2 March 2026; skipped 28 February – 1 March weekend",
        "на 28 февруари 2026 г. (откриване); преместен на следващия работен ден, 2 март 2026 г.; без 28 февруари – 1 март (събота и неделя)")]
    [InlineData(
        "1 month after opening, previous working day", "2026-01-31",
        "1 month after 31 January 2026 (opening); there is no 31 February 2026, so the last day of the month counts; moved to the previous working day, 27 February 2026; skipped 28 February (Saturday)",
        "1 месец след 31 януари 2026 г. (откриване); няма 31 февруари 2026 г., затова се брои последният ден от месеца; преместен на предходния работен ден, 27 февруари 2026 г.; без 28 февруари (събота)")]
    [InlineData(
        "02-29 next year", "2026-01-12",
        "fixed date 28 February 2027; there is no 29 February 2027, so the last day of the month counts",
        "определена дата 28 февруари 2027 г.; няма 29 февруари 2027 г., затова се брои последният ден от месеца")]
    [InlineData("end of month", "2026-03-03", "end of the month, 31 March 2026", "край на месеца, 31 март 2026 г.")]
    [InlineData("end of q2", "2026-03-03", "end of the quarter, 30 June 2026", "край на тримесечието, 30 юни 2026 г.")]
    [InlineData(
        "12-31 year+2, next working day", "2026-03-03",
        "fixed date 31 December 2028; moved to the next working day, 2 January 2029; skipped 31 December (Sunday), 1 January 2029 (New Year's Day)",
        "определена дата 31 декември 2028 г.; преместен на следващия работен ден, 2 януари 2029 г.; без 31 декември (неделя), 1 януари 2029 г. (Нова година)")]
    [InlineData("end of year", "2026-03-03", "end of the year, 31 December 2026", "край на годината, 31 декември 2026 г.")]
    [Theory]
    public void It_reads_well_in_both_languages(string rule, string anchor, string english, string bulgarian)
    {
        var explanation = Explain(rule, DateOnly.Parse(anchor));

        Assert.Equal(english, explanation.In(Language.En));
        Assert.Equal(bulgarian, explanation.In(Language.Bg));
    }

    [Theory]
    [InlineData("2 working days after report", "2 working days after 3 February 2026 (step “Yearly report”)", "2 работни дни след 3 февруари 2026 г. (стъпка „Годишен доклад“)")]
    [InlineData("0 calendar days after report", "on 3 February 2026 (step “Yearly report”)", "на 3 февруари 2026 г. (стъпка „Годишен доклад“)")]
    [InlineData("1 month after plan", "1 month after 3 February 2026 (step plan)", "1 месец след 3 февруари 2026 г. (стъпка plan)")]
    [InlineData("1 month after opening", "1 month after 3 February 2026 (opening)", "1 месец след 3 февруари 2026 г. (откриване)")]
    public void It_names_a_step_by_its_title_where_that_is_known(string rule, string english, string bulgarian)
    {
        var explanation = Explain(rule, new DateOnly(2026, 2, 3));

        Assert.Equal(english, explanation.In(Language.En, Title));
        Assert.Equal(bulgarian, explanation.In(Language.Bg, Title));

        static LocalText? Title(string step) => step == "report" ? new("Годишен доклад", "Yearly report") : null;
    }

    [Fact]
    public void It_is_data_that_names_each_skipped_day()
    {
        // Monday 2 March is the first, Tuesday the 3rd is off, Wednesday the 4th is the second.
        var expected = new DueExplanation("2 working days after opening", new DateOnly(2026, 3, 4))
        {
            Anchor = "opening",
            AnchorDate = new DateOnly(2026, 2, 27),
            Skipped =
            [
                new SkippedDays(new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 1), null),
                new SkippedDays(
                    new DateOnly(2026, 3, 3),
                    new DateOnly(2026, 3, 3),
                    new LocalText("Ден на Освобождението, национален празник", "Liberation Day, the national day")),
            ],
        };

        var explanation = Explain("2 working days after opening", new DateOnly(2026, 2, 27));

        Assert.Equal(expected, explanation);
        Assert.NotEqual(expected with { Skipped = [] }, explanation);
    }

    [Fact]
    public void It_survives_storage()
    {
        var deadline = new DeadlineRule(DueRule.Parse("02-29, previous working day"), 5, 10)
            .Resolve(new DueContext(2027, new DateOnly(2027, 1, 4), _ => null, Bulgaria))!
            .Extended(new DateOnly(2027, 3, 12), Bulgaria)
            .ShiftedBy(3, Bulgaria);

        var stored = JsonSerializer.Deserialize<Deadline>(JsonSerializer.Serialize(deadline));

        Assert.Equal(deadline, stored);
        Assert.Equal(deadline.Explanation.In(Language.Bg), stored!.Explanation.In(Language.Bg));
    }

    private static DueExplanation Explain(string rule, DateOnly anchor) =>
        DueRule.Parse(rule).Resolve(new DueContext(2026, anchor, _ => anchor, Bulgaria))!.Explanation;
}
