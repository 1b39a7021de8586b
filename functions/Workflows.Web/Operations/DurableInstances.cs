using Workflows.Core.Ports;

namespace Workflows.Web.Operations;

/// <summary>
/// The engine that waits on behalf of strategies and workflows, each under its own id. Hosts without one register none. Nothing that is done to
/// an instance touches an event: it finds everything in them again.
/// </summary>
public interface IDurableInstances
{
    ValueTask<InstanceList> List(InstanceQuery query, CancellationToken cancellation = default);

    ValueTask<DurableInstance?> Find(StreamId id, CancellationToken cancellation = default);

    /// <summary>Asks the engine, which does it in its own time. A restart also begins an instance that is not there.</summary>
    ValueTask<InstanceReply> Do(StreamId id, InstanceCommand command, CancellationToken cancellation = default);
}

public enum InstanceCommand
{
    /// <summary>No time passes and no mail goes out until it is resumed.</summary>
    Suspend,

    Resume,

    /// <summary>What falls due next starts it again.</summary>
    Terminate,

    /// <summary>Forgets an instance that has ended, with its history.</summary>
    Purge,

    /// <summary>Ends it, if it runs, and begins it anew.</summary>
    Restart,
}

public enum InstanceReply
{
    Taken,

    /// <summary>There is no such instance.</summary>
    Missing,

    /// <summary>Not in the state that it is in: see <see cref="DurableInstance.Commands"/>.</summary>
    Refused,
}

public enum InstanceState
{
    Pending,
    Running,
    Suspended,
    Completed,
    Failed,
    Terminated,
}

/// <param name="Prefix">What the id begins with; empty for all.</param>
/// <param name="After">What <see cref="InstanceList.Next"/> of the page before says; null for the first.</param>
public sealed record InstanceQuery(InstanceState? State, string Prefix, string? After, int Limit);

/// <param name="Next">Null on the last page.</param>
public sealed record InstanceList(IReadOnlyList<DurableInstance> Rows, string? Next);

/// <param name="Orchestrator">As the engine knows it.</param>
/// <param name="CreatedAt">In UTC, as <paramref name="LastUpdatedAt"/>.</param>
/// <param name="Standing">Where its strategy or workflow stood at the last turn; null before the first.</param>
/// <param name="Error">Why it failed.</param>
public sealed record DurableInstance(
    StreamId Id, string Orchestrator, InstanceState State, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, InstanceStanding? Standing, string? Error)
{
    public bool HasEnded => State is InstanceState.Completed or InstanceState.Failed or InstanceState.Terminated;

    /// <summary>What the engine takes in this state.</summary>
    public IEnumerable<InstanceCommand> Commands => State switch
    {
        InstanceState.Suspended => [InstanceCommand.Resume, InstanceCommand.Terminate, InstanceCommand.Restart],
        _ when HasEnded => [InstanceCommand.Restart, InstanceCommand.Purge],
        _ => [InstanceCommand.Suspend, InstanceCommand.Terminate, InstanceCommand.Restart],
    };
}

/// <param name="Phase">running, suspended, completed, rejected or cancelled.</param>
/// <param name="NextDue">Earliest due day of the open tasks.</param>
public sealed record InstanceStanding(string Phase, int OpenTasks, int LateTasks, DateOnly? NextDue);
