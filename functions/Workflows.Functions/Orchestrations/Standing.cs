namespace Workflows.Functions.Orchestrations;

/// <summary>Where a strategy or workflow stands; what an orchestration shows as its custom status.</summary>
/// <param name="Phase">running, suspended, completed, rejected or cancelled.</param>
/// <param name="NextDue">Earliest due day of the open tasks.</param>
/// <param name="Wait">Until time or a delivery next changes something; null when only people can.</param>
/// <param name="Mails">That are owed and due now.</param>
/// <param name="Openings">The workflows that are to be opened, or told of an amendment, now.</param>
/// <param name="Ended">Nothing will happen any more, and nothing is owed.</param>
public sealed record Standing(
    string Phase,
    int OpenTasks,
    int LateTasks,
    DateOnly? NextDue,
    TimeSpan? Wait,
    int Mails,
    IReadOnlyList<string> Openings,
    bool Ended);
