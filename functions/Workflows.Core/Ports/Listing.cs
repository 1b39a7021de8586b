namespace Workflows.Core.Ports;

/// <summary>Rows for lists, saved with the events they come from. Everything in them can be rebuilt from the events.</summary>
public sealed record ListingChange(StrategyRow? Strategy, WorkflowRow? Workflow, IReadOnlyList<TaskRow> Tasks)
{
    public static ListingChange None { get; } = new(null, null, []);
}

public sealed record StrategyRow(StrategyId Id, MunicipalityId Municipality, LocalText Title, int FirstYear, int LastYear, int Version);

/// <param name="State">running, suspended, completed, rejected or cancelled.</param>
/// <param name="NextDue">Earliest due day of its open tasks.</param>
public sealed record WorkflowRow(
    WorkflowId Id,
    MunicipalityId Municipality,
    StrategyId Strategy,
    TemplateId Template,
    int TemplateVersion,
    int Year,
    LocalText Title,
    string State,
    DateOnly OpenedOn,
    int OpenTasks,
    DateOnly? NextDue);

/// <param name="State">assigned, submitted, returned, accepted, waived, withdrawn or lapsed.</param>
/// <param name="Open">Whether an answer is still owed: assigned or returned.</param>
public sealed record TaskRow(
    WorkflowId Workflow,
    TaskId Id,
    MunicipalityId Municipality,
    StepId Step,
    InstitutionId Institution,
    LocalText Title,
    string State,
    bool Open,
    DateOnly AssignedOn,
    DateOnly Due,
    DateOnly Closed);

/// <summary>Filters are all optional; a null municipality sees all. <paramref name="After"/> continues after the last id of the page before.</summary>
public sealed record StrategyQuery(MunicipalityId? Municipality, string? After, int Limit);

/// <param name="LateOn">Only those with an open task whose due day lies before this day.</param>
public sealed record WorkflowQuery(
    MunicipalityId? Municipality, StrategyId? Strategy, int? Year, string? State, string? After, int Limit, DateOnly? LateOn = null);

/// <param name="LateOn">Only open tasks whose due day lies before this day.</param>
/// <param name="After">Workflow id and task id joined by <c>/</c>.</param>
public sealed record TaskQuery(
    MunicipalityId? Municipality,
    WorkflowId? Workflow,
    InstitutionId? Institution,
    string? State,
    bool? Open,
    DateOnly? LateOn,
    string? After,
    int Limit);

/// <summary>Lists sorted by id; never a scan of events.</summary>
public interface IListing
{
    ValueTask<IReadOnlyList<StrategyRow>> Strategies(StrategyQuery query, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<WorkflowRow>> Workflows(WorkflowQuery query, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<TaskRow>> Tasks(TaskQuery query, CancellationToken cancellation = default);
}
