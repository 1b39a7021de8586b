namespace Workflows.Core.Calendar;

/// <summary>A day on which nobody is expected to work, and why.</summary>
public sealed record DayOff(DateOnly Date, LocalText Reason);

/// <summary>
/// A day the government declares by decision: an extra day off, or a weekend day to be worked (Labour Code art. 154).
/// It overrides what the law alone says of the date.
/// </summary>
public sealed record OneOffDay(DateOnly Date, bool Working, LocalText Reason);
