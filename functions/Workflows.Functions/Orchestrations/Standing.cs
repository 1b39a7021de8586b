namespace Workflows.Functions.Orchestrations;

/// <summary>Where a strategy or workflow stands; what an orchestration shows as its custom status.</summary>
/// <param name="Phase">running, suspended, completed, rejected or cancelled.</param>
/// <param name="NextDue">Earliest due day of the open tasks.</param>
/// <param name="Wait">Until time or a delivery next changes something; null when only people can.</param>
/// <param name="Mails">That are owed and due now.</param>
/// <param name="Openings">What is owed to workflows and due now.</param>
/// <param name="Children">The workflows that a strategy has started.</param>
/// <param name="Ended">Nothing will happen any more, and nothing is owed.</param>
public sealed record Standing(
    string Phase,
    int OpenTasks,
    int LateTasks,
    DateOnly? NextDue,
    TimeSpan? Wait,
    int Mails,
    int Openings,
    IReadOnlyList<string> Children,
    bool Ended);

/// <summary>The input of an orchestration, which begins anew with each turn.</summary>
/// <param name="Stream">A strategy's or workflow's id, which is also the instance's.</param>
/// <param name="Children">The workflows whose orchestrations were started.</param>
public sealed record Turn(string Stream, IReadOnlyList<string> Children)
{
    public static Turn Of(Core.Ports.StreamId stream) => new(stream.Value, []);
}
