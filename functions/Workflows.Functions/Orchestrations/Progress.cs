using Workflows.Core.Calendar;
using Workflows.Core.Engine;

namespace Workflows.Functions.Orchestrations;

/// <summary>Ticks strategies and workflows, and reads off where they stand.</summary>
internal sealed class Progress(WorkflowRunner workflows, StrategyRunner strategies, IEffectLedger ledger, Signals signals, TimeProvider time)
{
    private const int MostOwed = 500;

    private const string Running = "running";

    public async Task<Standing> Advance(StreamId stream)
    {
        await signals.Clear(stream);
        var now = time.GetUtcNow();
        if (!stream.IsWorkflow)
        {
            var strategy = State(await strategies.Run(stream, new StrategyCommand.Tick(), Actor.System, now));
            return await With(new(Running, 0, 0, null, null, 0, [], false), stream, StrategyDecider.NextWakeUp(strategy), now);
        }

        var state = State(await workflows.Run(stream, new WorkflowCommand.Tick(), Actor.System, now));
        var row = WorkflowViews.Listing(WorkflowState.Initial, state);
        var late = row.Tasks.Count(t => t.Open && t.Due < CivilTime.DateOf(now));
        var wakeUp = WorkflowDecider.NextWakeUp(state);
        // Of one that has ended, recommendations may still have to be reminded of.
        var ended = wakeUp is null && state is (WorkflowState.Completed or WorkflowState.Rejected or WorkflowState.Cancelled);
        var standing = new Standing(WorkflowNames.Of(state), row.Workflow?.OpenTasks ?? 0, late, row.Workflow?.NextDue, null, 0, [], ended);
        return await With(standing, stream, wakeUp, now);
    }

    private async Task<Standing> With(Standing standing, StreamId stream, DateTimeOffset? wakeUp, DateTimeOffset now)
    {
        var owed = await Owed(stream);
        var due = owed.Where(e => e.NotBefore <= now).ToLookup(e => e.Kind == EffectKinds.SendMail);
        var next = owed.Select(e => (DateTimeOffset?)e.NotBefore).Where(at => at > now).Append(wakeUp).Min();
        return standing with
        {
            Wait = next is { } moment ? TimeSpan.FromTicks(Math.Max((moment - now).Ticks, 1)) : null,
            Mails = due[true].Count(),
            Openings = [.. due[false].Select(e => WorkflowOf(EventFormat.ReadEffect(e.Body))).Distinct()],
            Ended = standing.Ended && owed.Count == 0,
        };
    }

    /// <summary>What waits to be claimed, also again: of what is unknown, somebody died between sending and recording.</summary>
    private async Task<IReadOnlyList<LedgerEntry>> Owed(StreamId stream)
    {
        var query = new LedgerQuery(null, stream, null, EffectState.Owed, null, MostOwed);
        var unknown = await ledger.List(query with { State = EffectState.Unknown });
        return [.. await ledger.List(query), .. unknown.Where(e => e.IsWaiting)];
    }

    private static string WorkflowOf(Effect effect) => effect switch
    {
        Effect.OpenWorkflow open => open.Workflow.Value,
        Effect.ChangeContext change => change.Workflow.Value,
        _ => throw new InvalidOperationException($"{effect.GetType().Name} is not owed to a workflow."),
    };

    private static TState State<TState, TEvent>(RunResult<TState, TEvent> result) => result switch
    {
        RunResult<TState, TEvent>.Done done => done.After.State,
        // A workflow that is started but not open yet refuses its ticks: there is nothing to advance.
        RunResult<TState, TEvent>.Refused refused => throw new InvalidOperationException($"A tick was refused: {refused.Rejection.Code}."),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };
}
