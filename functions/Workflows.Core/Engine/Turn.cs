namespace Workflows.Core.Engine;

/// <summary>
/// One decision in the making: each event raised is folded at once, so that what follows from it is decided on the state it made.
/// Lives only inside <see cref="WorkflowDecider"/>.
/// </summary>
internal sealed class Turn(WorkflowState state, Actor actor, DateTimeOffset now)
{
    private readonly List<WorkflowEvent> _events = [];

    public WorkflowState State { get; private set; } = state;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The civil date in Sofia.</summary>
    public DateOnly Today { get; } = Calendar.CivilTime.DateOf(now);

    public IReadOnlyList<WorkflowEvent> Events => _events;

    public bool Running => State is WorkflowState.Running;

    public Workflow Workflow => State switch
    {
        WorkflowState.Running s => s.Workflow,
        WorkflowState.Suspended s => s.Workflow,
        WorkflowState.Completed s => s.Workflow,
        WorkflowState.Rejected s => s.Workflow,
        WorkflowState.Cancelled s => s.Workflow,
        _ => throw new InvalidOperationException("The workflow has not been opened."),
    };

    public void Raise(WorkflowEvent e)
    {
        State = WorkflowFold.Evolve(State, e);
        _events.Add(e);
    }
}
