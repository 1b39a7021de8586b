namespace Workflows.Core.Calendar;

/// <summary>How a deadline is computed: the due date by a rule, grace and closed so many working days after the date before.</summary>
/// <param name="Due">The rule of the due date.</param>
/// <param name="GraceWorkingDays">From due to grace, 0 or more; 0 leaves no grace.</param>
/// <param name="ClosedWorkingDays">From grace to closed, 0 or more.</param>
public sealed record DeadlineRule(DueRule Due, int GraceWorkingDays, int ClosedWorkingDays)
{
    public int GraceWorkingDays { get; } = NotNegative(GraceWorkingDays, nameof(GraceWorkingDays));

    public int ClosedWorkingDays { get; } = NotNegative(ClosedWorkingDays, nameof(ClosedWorkingDays));

    /// <summary>The deadline, or null while the step the due date counts from has no date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Working days are counted in a year the calendar does not know.</exception>
    public Deadline? Resolve(DueContext context)
    {
        if (Due.Resolve(context) is not { } due)
            return null;
        var grace = context.Calendar.AddWorkingDays(due.Date, GraceWorkingDays);
        var closed = context.Calendar.AddWorkingDays(grace, ClosedWorkingDays);
        return new Deadline(due.Date, grace, closed, due.Explanation);
    }

    private static int NotNegative(int days, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days, name);
        return days;
    }
}
