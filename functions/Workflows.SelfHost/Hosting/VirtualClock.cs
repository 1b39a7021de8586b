using Workflows.Core.Calendar;

namespace Workflows.SelfHost.Hosting;

/// <summary>A clock that began on another day, at eight in the morning in Sofia, and runs at the speed of the real one.</summary>
internal sealed class VirtualClock(DateOnly start) : TimeProvider
{
    private readonly DateTimeOffset _start = CivilTime.MorningOf(start);
    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began);
}
