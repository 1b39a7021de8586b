namespace Workflows.SelfHost.Simulation;

/// <summary>A clock that stands at what happens now, and what was planned after it. Two things at one moment happen in the order of their planning.</summary>
internal sealed class VirtualAgenda
{
    private readonly PriorityQueue<Act, (DateTimeOffset At, long Order)> _planned = new();
    private long _order;

    public DateTimeOffset Now { get; private set; }

    /// <summary>What was planned for the past happens now.</summary>
    public void Plan(DateTimeOffset at, Act act) => _planned.Enqueue(act, (at > Now ? at : Now, _order++));

    /// <summary>Moves to what comes next; null when nothing does before the end.</summary>
    public Act? Next(DateTimeOffset end)
    {
        if (!_planned.TryDequeue(out var act, out var when) || when.At >= end)
            return null;
        Now = when.At;
        return act;
    }
}
