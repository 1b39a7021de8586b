using FsCheck;
using FsCheck.Fluent;

namespace Workflows.Core.Tests.Calendar;

/// <summary>Random values for the calendar's properties, inside the years it knows.</summary>
internal static class Some
{
    public static Arbitrary<DateOnly> Dates { get; } = Gen
        .Choose(new DateOnly(2014, 1, 1).DayNumber, new DateOnly(2035, 12, 31).DayNumber)
        .Select(DateOnly.FromDayNumber)
        .ToArbitrary();

    /// <summary>Working days, forward and back, over two ends of a year.</summary>
    public static Arbitrary<int> Distances { get; } = Gen.Choose(-600, 600).ToArbitrary();
}
