namespace Workflows.Core.Calendar;

/// <summary>How a due date came about, as data in no language, to be stored beside it and read by people years later.</summary>
/// <param name="Rule">The canonical text of the rule.</param>
/// <param name="Computed">The date the rule gives before any shift to a working day and before later changes.</param>
public sealed record DueExplanation(string Rule, DateOnly Computed)
{
    /// <summary><c>opening</c> or the id of the step counted from; null when the rule counts from no event.</summary>
    public string? Anchor { get; init; }

    /// <summary>The date counted from; null when the rule counts from no event.</summary>
    public DateOnly? AnchorDate { get; init; }

    /// <summary>The day of the month the rule asked for, when the month has no such day and its last day was taken.</summary>
    public int? MissingDay { get; init; }

    /// <summary>The working day the date moved to; null when it did not move.</summary>
    public DateOnly? ShiftedTo { get; init; }

    /// <summary>The days off passed over while counting working days or while moving to one.</summary>
    public IReadOnlyList<SkippedDays> Skipped { get; init; } = [];

    /// <summary>What happened to the due date since, oldest first.</summary>
    public IReadOnlyList<DueChange> Changes { get; init; } = [];

    /// <summary>The explanation as one phrase, without capital and full stop.</summary>
    /// <param name="titleOf">What people call the step with this id; where it is null, or says so, the step is named by its id.</param>
    public string In(Language language, Func<string, LocalText?>? titleOf = null) =>
        DueExplanationText.Write(this, language, Anchor is null ? null : titleOf?.Invoke(Anchor));

    public bool Equals(DueExplanation? other) =>
        other is not null
        && (Rule, Computed, Anchor, AnchorDate) == (other.Rule, other.Computed, other.Anchor, other.AnchorDate)
        && (MissingDay, ShiftedTo) == (other.MissingDay, other.ShiftedTo)
        && Skipped.SequenceEqual(other.Skipped)
        && Changes.SequenceEqual(other.Changes);

    public override int GetHashCode() => HashCode.Combine(Rule, Computed, AnchorDate, ShiftedTo, Skipped.Count, Changes.Count);
}

/// <summary>
/// A due date that was moved after it had been set. The working days are those it was put off by, 0 when a new date was simply given.
/// </summary>
public sealed record DueChange(DueChangeKind Kind, DateOnly From, DateOnly To, int WorkingDays);

public enum DueChangeKind
{
    /// <summary>More time was given, up to a new date.</summary>
    Extended,

    /// <summary>Time stood still, for instance while the workflow was suspended.</summary>
    PutOff,
}
