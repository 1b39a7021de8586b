using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class ReminderPlanTests
{
    private static readonly WorkingCalendar Bulgaria = WorkingCalendar.Bulgaria([]);

    // Opened Monday 2 February, due Tuesday 31 March 2026. Before: 14 working days are 11 March, 7 are 20 March, 1 is 30 March.
    // After: every third working day is 3 April (Friday), 8 April, and over Easter (10–13 April) 15 April.
    [Fact]
    public void The_default_plan_reminds_on_these_days() =>
        Assert.Equal(
            ["02-02", "03-11", "03-20", "03-30", "03-31", "04-03", "04-08", "04-15"],
            Days(ReminderPlan.Default, "2026-02-02", "2026-03-31", until: "2026-04-15"));

    // Opened Friday 20 March: 14 working days before (11 March) is earlier and dropped; 7 before is the opening day itself.
    [Fact]
    public void A_reminder_before_the_opening_is_dropped() =>
        Assert.Equal(
            ["03-20", "03-30", "03-31"],
            Days(ReminderPlan.Default, "2026-03-20", "2026-03-31", until: "2026-04-01"));

    // Opened Saturday 7 March, due Sunday 22 March 2026: the opening moves on to Monday the 9th, the day itself back to Friday
    // the 20th, which is also one working day before. 7 before is Thursday the 12th. Three after is Wednesday the 25th.
    [Fact]
    public void A_day_off_is_never_reminded_on() =>
        Assert.Equal(
            ["03-09", "03-12", "03-20", "03-25"],
            Days(ReminderPlan.Default, "2026-03-07", "2026-03-22", until: "2026-03-27"));

    // Due Monday 2 February, opened Thursday the 12th, the eighth working day after: the opening, then the ninth and the twelfth.
    [Fact]
    public void A_task_opened_late_is_reminded_in_the_rhythm_of_its_due_date() =>
        Assert.Equal(
            ["02-12", "02-13", "02-18"],
            Days(ReminderPlan.Default, "2026-02-12", "2026-02-02", until: "2026-02-19"));

    [Fact]
    public void An_empty_plan_never_reminds()
    {
        var never = new ReminderPlan(OnOpening: false, [], OnTheDay: false, EveryWorkingDaysAfter: 0);

        Assert.Null(never.NextAfter(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 2), new DateOnly(2026, 3, 31), Bulgaria));
    }

    [Fact]
    public void Each_part_of_the_plan_can_stand_alone()
    {
        var nothing = new ReminderPlan(OnOpening: false, [], OnTheDay: false, EveryWorkingDaysAfter: 0);

        Assert.Equal(["02-02"], Days(nothing with { OnOpening = true }, "2026-02-02", "2026-03-31", until: "2026-05-29"));
        Assert.Equal(["03-31"], Days(nothing with { OnTheDay = true }, "2026-02-02", "2026-03-31", until: "2026-05-29"));
        Assert.Equal(["03-26"], Days(new ReminderPlan(false, [3], false, 0), "2026-02-02", "2026-03-31", until: "2026-05-29"));
        Assert.Equal(["04-15"], Days(new ReminderPlan(false, [], false, 9), "2026-02-02", "2026-03-31", until: "2026-04-24"));
    }

    [Fact]
    public void Impossible_plans_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReminderPlan(true, [0], true, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReminderPlan(true, [], true, -1));
    }

    [Fact]
    public void It_survives_storage() =>
        Assert.Equal(ReminderPlan.Default, JsonSerializer.Deserialize<ReminderPlan>(JsonSerializer.Serialize(ReminderPlan.Default)));

    [Fact]
    public void Reminders_fall_on_working_days_and_not_before_the_opening() =>
        Prop.ForAll(Some.Dates, Lengths, Lengths, (opened, length, later) =>
            ReminderPlan.Default.NextAfter(opened.AddDays(later - 30), opened, opened.AddDays(length), Bulgaria) is { } next
            && next > opened.AddDays(later - 30)
            && next >= opened
            && Bulgaria.IsWorkingDay(next)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_next_reminder_is_the_first_day_that_reminds() =>
        Prop.ForAll(Some.Dates, Lengths, Lengths, (opened, length, later) =>
        {
            var (day, due) = (opened.AddDays(later - 30), opened.AddDays(length));
            var walked = day.AddDays(1);
            while (!Reminds(walked, opened, due))
                walked = walked.AddDays(1);
            return ReminderPlan.Default.NextAfter(day, opened, due, Bulgaria) == walked
                && ReminderPlan.Default.RemindsOn(walked, opened, due, Bulgaria);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<int> Lengths { get; } = Gen.Choose(0, 120).ToArbitrary();

    /// <summary>The default plan said day by day, without looking ahead.</summary>
    private static bool Reminds(DateOnly day, DateOnly opened, DateOnly due)
    {
        if (day < opened || !Bulgaria.IsWorkingDay(day))
            return false;
        var left = Bulgaria.WorkingDaysBetween(day, Bulgaria.IsWorkingDay(due) ? due : Bulgaria.NextWorkingDay(due));
        var passed = Bulgaria.WorkingDaysBetween(due, day);
        return Bulgaria.WorkingDaysBetween(opened.AddDays(-1), day) == 1
            || (day <= due && left is 14 or 7 or 1)
            || (day <= due && Bulgaria.PreviousWorkingDay(due) == day)
            || (day > due && passed % 3 == 0);
    }

    private static IEnumerable<string> Days(ReminderPlan plan, string opened, string due, string until)
    {
        var (from, to, last) = (DateOnly.Parse(opened), DateOnly.Parse(due), DateOnly.Parse(until));
        for (var day = from.AddDays(-30); day <= last; day = day.AddDays(1))
        {
            if (plan.RemindsOn(day, from, to, Bulgaria))
                yield return day.ToString("MM-dd");
        }
    }
}
