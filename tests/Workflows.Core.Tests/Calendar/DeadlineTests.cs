using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class DeadlineTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria([]);

    // Due Friday 27 February 2026; five working days pass over 3 March to Monday the 9th, two more to Wednesday the 11th.
    private static readonly Deadline InMarch = Resolve("02-27", grace: 5, closed: 2);

    [Fact]
    public void Grace_and_closed_follow_in_working_days()
    {
        Assert.Equal(new DateOnly(2026, 2, 27), InMarch.Due);
        Assert.Equal(new DateOnly(2026, 3, 9), InMarch.Grace);
        Assert.Equal(new DateOnly(2026, 3, 11), InMarch.Closed);
    }

    [InlineData("2026-01-01", DeadlineStanding.InTime)]
    [InlineData("2026-02-27", DeadlineStanding.InTime)]
    [InlineData("2026-02-28", DeadlineStanding.Late)]
    [InlineData("2026-03-09", DeadlineStanding.Late)]
    [InlineData("2026-03-11", DeadlineStanding.Late)]
    [InlineData("2026-03-12", DeadlineStanding.Closed)]
    [Theory]
    public void Each_day_stands_somewhere_and_the_named_day_still_belongs_to_it(string today, DeadlineStanding standing) =>
        Assert.Equal(standing, InMarch.StandingOn(DateOnly.Parse(today)));

    [Fact]
    public void Without_grace_and_delay_the_day_after_is_closed()
    {
        var deadline = Resolve("02-27", grace: 0, closed: 0);

        Assert.Equal((deadline.Due, deadline.Due), (deadline.Grace, deadline.Closed));
        Assert.Equal(DeadlineStanding.Closed, deadline.StandingOn(new DateOnly(2026, 2, 28)));
    }

    [Fact]
    public void An_extension_moves_all_three_and_says_from_when_to_when()
    {
        var extended = InMarch.Extended(new DateOnly(2026, 3, 31), Bulgaria);

        // Five working days over the first days of April, then two with Good Friday to Easter Monday (10–13 April) between.
        Assert.Equal(new DateOnly(2026, 3, 31), extended.Due);
        Assert.Equal(new DateOnly(2026, 4, 7), extended.Grace);
        Assert.Equal(new DateOnly(2026, 4, 9), extended.Closed);
        Assert.Equal("fixed date 27 February 2026; extended from 27 February 2026 to 31 March 2026", extended.Explanation.In(Language.En));
        Assert.Equal(
            "определена дата 27 февруари 2026 г.; удължен от 27 февруари 2026 г. до 31 март 2026 г.",
            extended.Explanation.In(Language.Bg));
    }

    [Fact]
    public void A_suspension_puts_all_three_off_and_says_by_how_much()
    {
        var putOff = InMarch.ShiftedBy(1, Bulgaria).ShiftedBy(5, Bulgaria);

        Assert.Equal(new DateOnly(2026, 3, 10), putOff.Due);
        Assert.Equal(new DateOnly(2026, 3, 17), putOff.Grace);
        Assert.Equal(new DateOnly(2026, 3, 19), putOff.Closed);
        Assert.Equal(
            "fixed date 27 February 2026; put off by 1 working day, from 27 February 2026 to 2 March 2026; "
            + "put off by 5 working days, from 2 March 2026 to 10 March 2026",
            putOff.Explanation.In(Language.En));
        Assert.Equal(
            "определена дата 27 февруари 2026 г.; отложен с 1 работен ден, от 27 февруари 2026 г. за 2 март 2026 г.; "
            + "отложен с 5 работни дни, от 2 март 2026 г. за 10 март 2026 г.",
            putOff.Explanation.In(Language.Bg));
    }

    [Fact]
    public void Nothing_to_move_changes_nothing()
    {
        Assert.Same(InMarch, InMarch.Extended(InMarch.Due, Bulgaria));
        Assert.Same(InMarch, InMarch.ShiftedBy(0, Bulgaria));
    }

    [Fact]
    public void A_deadline_never_moves_back()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InMarch.Extended(InMarch.Due.AddDays(-1), Bulgaria));
        Assert.Throws<ArgumentOutOfRangeException>(() => InMarch.ShiftedBy(-1, Bulgaria));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeadlineRule(DueRule.Parse("02-27"), -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeadlineRule(DueRule.Parse("02-27"), 0, -1));
    }

    [Fact]
    public void GivenAStepWithoutADate_ThenThereIsNoDeadline() =>
        Assert.Null(new DeadlineRule(DueRule.Parse("5 working days after report"), 5, 5)
            .Resolve(new DueContext(2026, new DateOnly(2026, 1, 5), _ => null, Bulgaria)));

    [Fact]
    public void The_three_dates_never_run_backwards_whatever_happens_to_them() =>
        Prop.ForAll(Deadlines, Some.Dates, Gen.Choose(0, 60).ToArbitrary(), (deadline, newDue, workingDays) =>
            InOrder(deadline)
            && InOrder(deadline.ShiftedBy(workingDays, Bulgaria))
            && (newDue < deadline.Due || InOrder(deadline.Extended(newDue, Bulgaria)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Moving_keeps_the_distances_in_working_days() =>
        Prop.ForAll(Deadlines, Gen.Choose(0, 60).ToArbitrary(), (deadline, workingDays) =>
            Distances(deadline) == Distances(deadline.ShiftedBy(workingDays, Bulgaria))
            && Distances(deadline) == Distances(deadline.Extended(deadline.Due.AddDays(workingDays), Bulgaria))).QuickCheckThrowOnFailure();

    private static Arbitrary<Deadline> Deadlines { get; } =
        (from rule in DueRuleParsingTests.Texts
         from opening in Some.Dates.Generator
         from grace in Gen.Choose(0, 30)
         from closed in Gen.Choose(0, 30)
         select new DeadlineRule(DueRule.Parse(rule), grace, closed)
             .Resolve(new DueContext(opening.Year, opening, _ => opening, Bulgaria))!).ToArbitrary();

    private static Deadline Resolve(string rule, int grace, int closed) =>
        new DeadlineRule(DueRule.Parse(rule), grace, closed).Resolve(new DueContext(2026, new DateOnly(2026, 1, 5), _ => null, Bulgaria))!;

    private static bool InOrder(Deadline deadline) => deadline.Due <= deadline.Grace && deadline.Grace <= deadline.Closed;

    private static (int, int) Distances(Deadline deadline) =>
        (Bulgaria.WorkingDaysBetween(deadline.Due, deadline.Grace), Bulgaria.WorkingDaysBetween(deadline.Grace, deadline.Closed));
}
