using System.Security.Cryptography;
using System.Text;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Simulation;

/// <param name="Copies">How many municipalities run the strategy; with more than one, their ids and names carry a number.</param>
/// <param name="Seed">The same seed gives the same events to the byte.</param>
internal sealed record SimulationPlan(Strategy Strategy, IReadOnlyDictionary<TemplateId, Template> Templates, int Copies, ulong Seed)
{
    public IEnumerable<Strategy> Municipalities => Copies == 1
        ? [Strategy]
        : Enumerable.Range(1, Copies).Select(number => Strategy with
        {
            Municipality = Strategy.Municipality with
            {
                Id = MunicipalityId.Create($"{Strategy.Municipality.Id}-{number:000}"),
                Name = new($"{Strategy.Municipality.Name.Bg} {number:000}", $"{Strategy.Municipality.Name.En} {number:000}"),
            },
        });
}

/// <param name="Years">In the order of the strategy's years, summed over the municipalities.</param>
/// <param name="Stuck">Workflows that did not end.</param>
/// <param name="StreamsHash">SHA-256 over the heads of all streams, sorted by id.</param>
internal sealed record SimulationResult(IReadOnlyList<YearTally> Years, IReadOnlyList<WorkflowId> Stuck, StoredAmounts Stored, string StreamsHash)
{
    public long Events => Stored.Events;

    public YearTally Total => YearTally.Sum(Years);
}

/// <summary>What the simulation needs of the shell: the real stores, and what sends the mails that are owed.</summary>
/// <param name="Deliver">Called after everything that happens, with the virtual moment; null leaves the mails owed.</param>
/// <param name="SavesInOrder">Whether the store saves commits in the order in which it was given them, even before it has answered.</param>
internal sealed record SimulationStores(
    IEventStore Events, IEffectLedger Ledger, IDocumentStore Documents, Func<DateTimeOffset, ValueTask>? Deliver, bool SavesInOrder);

/// <summary>Plays the whole period of a strategy in one or many municipalities at once.</summary>
internal static class Simulator
{
    // More than there are processors, so that some go on while others wait for the disk; each is a few megabytes while it lasts.
    private const int AtOnce = 16;

    public static async Task<SimulationResult> Run(
        SimulationPlan plan, SimulationStores stores, SimulationProgress progress, CancellationToken cancellation)
    {
        var municipalities = plan.Municipalities.ToList();
        var tallies = new Tally[municipalities.Count];
        var stuck = new IReadOnlyList<WorkflowId>[municipalities.Count];
        // Mails are sent by one dispatcher on one clock, so that it can only be in one municipality at a time.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = stores.Deliver is null ? AtOnce : 1, CancellationToken = cancellation };
        await Parallel.ForAsync(0, municipalities.Count, parallel, async (i, stop) =>
        {
            var commits = new PipelinedCommits(stores.Events, stores.SavesInOrder ? PipelinedCommits.Many : 1);
            var municipality = new SimulatedMunicipality(
                municipalities[i], plan.Templates, new Chance(plan.Seed).Of($"{i + 1}"), commits, stores.Documents);
            var clock = progress.Begin(plan.Strategy.Period);
            await municipality.Play(
                async now =>
                {
                    clock.MoveTo(CivilTime.DateOf(now));
                    if (stores.Deliver is not { } deliver)
                        return;
                    await commits.Finish();
                    await deliver(now);
                },
                stop);
            await commits.Finish();
            clock.End();
            tallies[i] = municipality.Tally;
            stuck[i] = [.. municipality.Stuck];
        });
        await RecordOpenings(stores.Ledger, cancellation);
        return new(
            [.. Enumerable.Range(0, plan.Strategy.Period.Years).Select(year => YearTally.Sum(tallies.Select(t => t.Years[year])))],
            [.. stuck.SelectMany(s => s)],
            StoredAmounts.Sum(tallies.Select(t => t.Stored)),
            await HashOf(stores.Events, cancellation));
    }

    /// <summary>Each workflow was opened when it was started; the ledger is told so afterwards, since claiming is for all municipalities at once.</summary>
    public static async Task RecordOpenings(IEffectLedger ledger, CancellationToken cancellation)
    {
        while (await ledger.Claim([EffectKinds.OpenWorkflow], DateTimeOffset.MaxValue, 500, cancellation) is { Count: > 0 } claimed)
            await ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Sent(), cancellation);
    }

    private static async Task<string> HashOf(IEventStore events, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var head in events.Streams(cancellation))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{head.Stream} {head.Version}\n"));
            hash.AppendData(head.Hash.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
