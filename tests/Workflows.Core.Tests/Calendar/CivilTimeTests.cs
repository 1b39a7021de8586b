using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

/// <summary>Sofia is two hours ahead of UTC in winter and three in summer.</summary>
public sealed class CivilTimeTests
{
    // Summer time begins on Sunday 29 March 2026 at 03:00, which is 01:00 UTC, and ends on Sunday 25 October at 04:00, 01:00 UTC.
    [InlineData("2026-01-15", "2026-01-14T22:00Z", "2026-01-15T06:00Z", "2026-01-15T22:00Z")]
    [InlineData("2026-03-28", "2026-03-27T22:00Z", "2026-03-28T06:00Z", "2026-03-28T22:00Z")]
    [InlineData("2026-03-29", "2026-03-28T22:00Z", "2026-03-29T05:00Z", "2026-03-29T21:00Z")]
    [InlineData("2026-03-30", "2026-03-29T21:00Z", "2026-03-30T05:00Z", "2026-03-30T21:00Z")]
    [InlineData("2026-10-24", "2026-10-23T21:00Z", "2026-10-24T05:00Z", "2026-10-24T21:00Z")]
    [InlineData("2026-10-25", "2026-10-24T21:00Z", "2026-10-25T06:00Z", "2026-10-25T22:00Z")]
    [InlineData("2026-10-26", "2026-10-25T22:00Z", "2026-10-26T06:00Z", "2026-10-26T22:00Z")]
    // The last Sundays of another year: 28 March and 31 October 2027.
    [InlineData("2027-03-28", "2027-03-27T22:00Z", "2027-03-28T05:00Z", "2027-03-28T21:00Z")]
    [InlineData("2027-10-31", "2027-10-30T21:00Z", "2027-10-31T06:00Z", "2027-10-31T22:00Z")]
    [Theory]
    public void A_date_begins_mails_and_ends_at_these_moments(string date, string start, string morning, string end)
    {
        var day = DateOnly.Parse(date);

        Assert.Equal(DateTimeOffset.Parse(start), CivilTime.StartOf(day));
        Assert.Equal(DateTimeOffset.Parse(morning), CivilTime.MorningOf(day));
        Assert.Equal(DateTimeOffset.Parse(end), CivilTime.EndOf(day));
    }

    // A form closed a day early is what comes of reading the date off UTC.
    [InlineData("2026-01-15T21:59:59Z", "2026-01-15")]
    [InlineData("2026-01-15T22:00:00Z", "2026-01-16")]
    [InlineData("2026-07-15T20:59:59Z", "2026-07-15")]
    [InlineData("2026-07-15T21:00:00Z", "2026-07-16")]
    // The night in which the clock goes on: midnight before it at 22:00 UTC, after it at 21:00.
    [InlineData("2026-03-28T21:59:59Z", "2026-03-28")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T20:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T21:00:00Z", "2026-03-30")]
    // The hour that comes twice belongs to the same date both times.
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25")]
    [InlineData("2026-10-25T21:59:59Z", "2026-10-25")]
    [InlineData("2026-12-31T22:00:00Z", "2027-01-01")]
    // A moment told with another offset is the same moment.
    [InlineData("2026-01-15T17:00:00-05:00", "2026-01-16")]
    [Theory]
    public void A_moment_lies_on_the_date_of_Sofias_wall_calendar(string moment, string date) =>
        Assert.Equal(DateOnly.Parse(date), CivilTime.DateOf(DateTimeOffset.Parse(moment)));

    [Fact]
    public void Moments_are_told_in_utc()
    {
        Assert.Equal(TimeSpan.Zero, CivilTime.StartOf(new DateOnly(2026, 7, 1)).Offset);
        Assert.Equal(TimeSpan.Zero, CivilTime.MorningOf(new DateOnly(2026, 7, 1)).Offset);
    }

    [Fact]
    public void A_date_holds_all_its_moments_from_start_to_end_and_no_other() =>
        Prop.ForAll(Some.Dates, date =>
            CivilTime.DateOf(CivilTime.StartOf(date)) == date
            && CivilTime.DateOf(CivilTime.StartOf(date).AddTicks(-1)) == date.AddDays(-1)
            && CivilTime.DateOf(CivilTime.EndOf(date).AddTicks(-1)) == date
            && CivilTime.EndOf(date) == CivilTime.StartOf(date.AddDays(1))
            && CivilTime.DateOf(CivilTime.MorningOf(date)) == date).QuickCheckThrowOnFailure();
}
