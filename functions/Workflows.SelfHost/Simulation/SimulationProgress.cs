using Workflows.Core.Strategies;

namespace Workflows.SelfHost.Simulation;

/// <summary>How far all the simulated municipalities have come, in days of their clocks. Written by many threads, read by one.</summary>
internal sealed class SimulationProgress
{
    private long _days;

    public long Days => Interlocked.Read(ref _days);

    /// <summary>Cycles end in the year after, so a municipality lives for a year more than its strategy, and some months at most.</summary>
    public static int DaysOf(StrategyPeriod period) => new DateOnly(period.LastYear + 1, 6, 30).DayNumber - new DateOnly(period.FirstYear, 1, 1).DayNumber;

    public Clock Begin(StrategyPeriod period) => new(this, new DateOnly(period.FirstYear, 1, 1).DayNumber, DaysOf(period));

    internal sealed class Clock(SimulationProgress progress, int start, int total)
    {
        private int _passed;

        public void MoveTo(DateOnly today) => Pass(Math.Min(today.DayNumber - start, total));

        public void End() => Pass(total);

        private void Pass(int days)
        {
            if (days <= _passed)
                return;
            Interlocked.Add(ref progress._days, days - _passed);
            _passed = days;
        }
    }
}
