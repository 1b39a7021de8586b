using Microsoft.Extensions.Hosting;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Operations;

/// <summary>What an inspection found, or has found so far.</summary>
/// <param name="EndedAt">Null while it is under way.</param>
/// <param name="BrokenOff">Why it ended before its end, or null.</param>
/// <param name="Faults">Streams whose chain of hashes does not hold; the first <see cref="Inspection.MostListed"/>.</param>
/// <param name="Standing">Running workflows in which nothing can move; as many at the most.</param>
public sealed record Inspected(
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    int Streams,
    long Events,
    string? BrokenOff,
    IReadOnlyList<ChainFault> Faults,
    IReadOnlyList<StandingWorkflow> Standing);

/// <param name="Version">The first event that does not follow the one before.</param>
public sealed record ChainFault(StreamId Stream, long Version, ChainFaultKind Kind);

public enum ChainFaultKind
{
    /// <summary>The event is missing.</summary>
    Missing,

    /// <summary>The event was changed, or another was put in its place.</summary>
    Changed,

    /// <summary>The head of the stream says something else than its last event.</summary>
    Head,

    /// <summary>The program cannot read the event.</summary>
    Unreadable,
}

public sealed record StandingWorkflow(WorkflowId Id, Standstill Why);

/// <summary>
/// Reads every stream once, one at a time, proves its chain of hashes and looks whether its workflow stands still. It runs beside the work
/// and changes nothing; the last result is kept in memory.
/// </summary>
public sealed class Inspection(IEventStore events, FailedWork failed, TimeProvider time, IHostApplicationLifetime host)
{
    public const int MostListed = 100;

    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Null when there was none since the program started.</summary>
    public Inspected? Last { get; private set; }

    /// <summary>Begins one; false when one is under way.</summary>
    public bool Begin()
    {
        lock (_lock)
        {
            if (!_running.IsCompleted)
                return false;
            Last = new(time.GetUtcNow(), null, 0, 0, null, [], []);
            _running = Task.Run(() => Run(host.ApplicationStopping), host.ApplicationStopping);
            return true;
        }
    }

    /// <summary>Returns when none is under way.</summary>
    public Task Ended() => _running;

    private async Task Run(CancellationToken cancellation)
    {
        try
        {
            await foreach (var head in events.Streams(cancellation))
                await Inspect(head, cancellation);
            Last = Last! with { EndedAt = time.GetUtcNow() };
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            failed.Record(nameof(Inspection), null, failure);
            Last = Last! with { EndedAt = time.GetUtcNow(), BrokenOff = failure.GetBaseException().Message };
        }
    }

    private async ValueTask Inspect(StreamHead head, CancellationToken cancellation)
    {
        var (version, hash, state, fault) = (0L, HashChain.Root, WorkflowState.Initial, default(ChainFault));
        await foreach (var e in events.Read(head.Stream, 0, cancellation))
        {
            fault = e.Version != version + 1 ? new(head.Stream, version + 1, ChainFaultKind.Missing)
                : !HashChain.Follows(hash.Span, e) ? new(head.Stream, e.Version, ChainFaultKind.Changed)
                : e.Version == head.Version && !e.Hash.Span.SequenceEqual(head.Hash.Span) ? new(head.Stream, e.Version, ChainFaultKind.Head)
                : null;
            if (fault is null && head.Stream.IsWorkflow && !TryEvolve(ref state, e))
                fault = new(head.Stream, e.Version, ChainFaultKind.Unreadable);
            if (fault is not null)
                break;
            (version, hash) = (e.Version, e.Hash);
        }

        // Events that were written since the head was read are no fault.
        if (fault is null && version < head.Version)
            fault = new(head.Stream, version + 1, ChainFaultKind.Missing);
        var standing = fault is null && head.Stream.IsWorkflow && Standstill.Of(state) is { } why ? new StandingWorkflow(new(head.Stream.Value), why) : null;
        Last = Last! with
        {
            Streams = Last.Streams + 1,
            Events = Last.Events + version,
            Faults = fault is null || Last.Faults.Count == MostListed ? Last.Faults : [.. Last.Faults, fault],
            Standing = standing is null || Last.Standing.Count == MostListed ? Last.Standing : [.. Last.Standing, standing],
        };
    }

    private static bool TryEvolve(ref WorkflowState state, StoredEvent e)
    {
        try
        {
            state = Aggregates.Workflow.Evolve(state, Aggregates.Workflow.Read(e));
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps an event from being read is a fault of that stream, and the others are still to be seen.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
