using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>How much was written; what a store that is paid by use costs follows from it.</summary>
/// <param name="Commits">Those without events, which only move a due time, included.</param>
/// <param name="Effects">Ledger entries.</param>
/// <param name="Bytes">Of the bodies of events and effects.</param>
internal sealed record StoredAmounts(long Commits, long Events, long Effects, long Bytes)
{
    public StoredAmounts And(Commit commit) => new(
        Commits + 1,
        Events + commit.Events.Count,
        Effects + commit.Effects.Count,
        Bytes + commit.Events.Sum(e => (long)e.Body.Length) + commit.Effects.Sum(e => (long)e.Body.Length));

    public static StoredAmounts Sum(IEnumerable<StoredAmounts> amounts) =>
        amounts.Aggregate((a, b) => new(a.Commits + b.Commits, a.Events + b.Events, a.Effects + b.Effects, a.Bytes + b.Bytes));
}
