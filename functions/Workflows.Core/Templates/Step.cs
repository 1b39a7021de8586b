using Workflows.Core.Calendar;
using Workflows.Core.Reports;

namespace Workflows.Core.Templates;

/// <summary>One step of a template.</summary>
/// <param name="Owners">Who owes it. With more than one role, the first is asked and any of them may answer.</param>
/// <param name="Assignment">Whether each institution with the role owes an answer of its own, or one for all.</param>
/// <param name="Years">In which years of the strategy it applies.</param>
/// <param name="After">Steps that must have passed before it opens. Those that do not apply in the year are ignored.</param>
/// <param name="Opens">Earliest opening; null opens it as soon as <paramref name="After"/> have passed.</param>
/// <param name="Deadline">Due, grace and closed.</param>
/// <param name="DueIsChoice">True when no source states the day, so that it is shown as the municipality's choice.</param>
/// <param name="Notice">Working days that the owner has at the least, however late the step opens.</param>
/// <param name="Reminders">When those who have not answered are reminded.</param>
/// <param name="Escalations">Who is told that a task is overdue, and after how many working days.</param>
/// <param name="Evidence">Documents that the answer must bring.</param>
/// <param name="Fields">Further things the answer must say.</param>
/// <param name="Acceptance">Whether the coordinator accepts each answer or it counts at once.</param>
/// <param name="ReturnedDays">Working days that the owner has after an answer is returned.</param>
/// <param name="Mandatory">An optional step never keeps a workflow from completing.</param>
/// <param name="Kind">What kind of answer is owed, with the rules of that kind.</param>
public sealed record Step(
    StepId Id,
    IReadOnlyList<RoleId> Owners,
    Assignment Assignment,
    StepYears Years,
    IReadOnlyList<StepId> After,
    DueRule? Opens,
    DeadlineRule Deadline,
    bool DueIsChoice,
    int Notice,
    ReminderPlan Reminders,
    IReadOnlyList<Escalation> Escalations,
    IReadOnlyList<LabelledText> Evidence,
    IReadOnlyList<Field> Fields,
    Acceptance Acceptance,
    int ReturnedDays,
    bool Mandatory,
    LocalText Title,
    LocalText Help,
    StepSource Source,
    StepKind Kind);

public enum Assignment
{
    One,
    Each,
}

public enum Acceptance
{
    Automatic,
    Coordinator,
}

/// <summary>Told after so many working days past the due date.</summary>
/// <param name="To">A role, or null for the coordinator.</param>
public sealed record Escalation(RoleId? To, int WorkingDaysAfter)
{
    /// <summary>The least that there is where no template says more.</summary>
    public static IReadOnlyList<Escalation> ToCoordinator { get; } = [new(null, 1)];
}

/// <summary>Something an answer must say besides what its kind asks.</summary>
/// <param name="Minimum">For numbers: a smaller one is refused.</param>
/// <param name="Options">For choices.</param>
/// <param name="OpenList">For choices: an answer of one's own is allowed.</param>
/// <param name="Tells">For texts: where reports quote the answer.</param>
/// <param name="MustBeYes">For yes or no: consent or a declaration without which there is no answer, so that <c>no</c> is refused.</param>
public sealed record Field(
    string Id,
    LocalText Title,
    FieldType Type,
    bool Required,
    decimal? Minimum,
    IReadOnlyList<LabelledText> Options,
    bool OpenList,
    bool MustBeYes = false,
    Telling? Tells = null);

public enum FieldType
{
    Text,
    Number,
    Date,
    YesNo,
    Choice,
}
