namespace Workflows.Core.Indicators;

/// <summary>When a value holds: at the baseline, or in a year of the strategy. Baselines sort first.</summary>
public readonly record struct Point(int? Year) : IComparable<Point>
{
    /// <summary>The state at the start, against which every year is held.</summary>
    public static Point Baseline { get; }

    public static Point Of(int year) => new(year);

    public bool IsBaseline => Year is null;

    public int CompareTo(Point other) => (Year ?? int.MinValue).CompareTo(other.Year ?? int.MinValue);

    public override string ToString() => Year is { } year ? $"{year}" : "baseline";
}

/// <summary>How far a value has come. Only an approved or a corrected one counts.</summary>
public enum ValueState
{
    Submitted,
    Approved,
    Corrected,
}

/// <summary>Where a value comes from, down to the stored event.</summary>
/// <param name="Submission">Number of the answer within its task.</param>
/// <param name="Version">Of the event in the workflow's stream that gave the value its state.</param>
/// <param name="On">The civil date of that event in Sofia.</param>
/// <param name="Reason">Why it was corrected.</param>
public sealed record Provenance(
    WorkflowId Workflow, TaskId Task, InstitutionId Institution, int Submission, long Version, DateOnly On, ValueState State, string? Reason);

/// <summary>A value as it was reported.</summary>
/// <param name="Definition">The indicator as it was defined when the value was given.</param>
/// <param name="Replaces">The approved value that this one corrects; null where a correction of the sheet left it as it was.</param>
public sealed record Entry(Indicator Definition, Reading Reading, string? Comment, Provenance From, Entry? Replaces);

/// <summary>A value of the database: as reported, or computed from values that were.</summary>
/// <param name="Definition">As it was when the value was given.</param>
/// <param name="From">The reported values behind it; more than one when it is computed, none when nothing was reported.</param>
public sealed record Figure(Indicator Definition, Reading Reading, string? Comment, IReadOnlyList<Entry> From)
{
    public decimal? Value => Reading.Value;

    /// <summary>Corrected as soon as anything it is computed from was; null when nothing was reported.</summary>
    public ValueState? State => From.Count == 0 ? null : From.Any(e => e.From.State is ValueState.Corrected) ? ValueState.Corrected : From.Min(e => e.From.State);

    /// <summary>The last day on which something it is made of changed.</summary>
    public DateOnly? AsOf => From.Count == 0 ? null : From.Max(e => e.From.On);
}

/// <summary>An approved value that was replaced, with what was computed from it and is therefore another number too.</summary>
/// <param name="Touched">Indicators computed from it.</param>
public sealed record Correction(Point Point, Cell Cell, Entry Before, Entry After, IReadOnlyList<IndicatorId> Touched);
