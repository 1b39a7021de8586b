namespace Workflows.Core.Calendar;

/// <summary>What a due rule needs to become a date.</summary>
/// <param name="CycleYear">The year a date such as <c>03-31</c> lies in.</param>
/// <param name="Opening">The date from which rules that count from <c>opening</c> count.</param>
/// <param name="StepDate">The date of the step with this id, from which rules that name it count; null while it has none.</param>
/// <param name="Calendar">The working days, the municipality's one-off days included.</param>
public sealed record DueContext(int CycleYear, DateOnly Opening, Func<string, DateOnly?> StepDate, WorkingCalendar Calendar);

/// <summary>The date a due rule came to, and how.</summary>
public sealed record DueDate(DateOnly Date, DueExplanation Explanation);
