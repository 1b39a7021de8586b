using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <summary>The functions of one kind of stream, so that workflows and strategies are run, replayed and verified by the same code.</summary>
/// <param name="IsTick">A tick writes the wake-up index even when it decides nothing.</param>
public sealed record Aggregate<TState, TCommand, TEvent>(
    TState Initial,
    Func<TState, TCommand, Actor, DateTimeOffset, Decided<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve,
    Func<TState, TEvent, IEnumerable<Effect>> React,
    Func<TState, DateTimeOffset?> NextWakeUp,
    Func<TState, TState, ListingChange> Listing,
    Func<TState, MunicipalityId?> MunicipalityOf,
    Func<TCommand, bool> IsTick,
    Func<TEvent, NewEvent> Write,
    Func<StoredEvent, TEvent> Read)
{
    /// <summary>The state that the events make, and the effects that they owe, under keys made of stream, version and place.</summary>
    /// <param name="version">Of the state before.</param>
    public (TState After, IReadOnlyList<OwedEffect> Owed) Apply(
        StreamId stream, TState before, long version, IReadOnlyList<TEvent> events, DateTimeOffset now)
    {
        var owed = new List<OwedEffect>();
        var state = before;
        foreach (var e in events)
        {
            version++;
            foreach (var (i, effect) in React(state, e).Index())
                owed.Add(new(new EffectKey(stream, version, i).ToString(), EffectKinds.Of(effect), (effect as Effect.SendMail)?.Digest, now, EventFormat.Write(effect)));
            state = Evolve(state, e);
        }

        return (state, owed);
    }
}

/// <summary>The kinds of effects in the ledger; storage format.</summary>
public static class EffectKinds
{
    public const string SendMail = "send-mail";
    public const string OpenWorkflow = "open-workflow";
    public const string ChangeContext = "change-context";

    public static string Of(Effect effect) => effect switch
    {
        Effect.SendMail => SendMail,
        Effect.OpenWorkflow => OpenWorkflow,
        Effect.ChangeContext => ChangeContext,
        _ => throw new InvalidOperationException($"Unknown effect {effect}."),
    };
}

/// <summary>The two kinds of streams there are.</summary>
public static class Aggregates
{
    public static Aggregate<WorkflowState, WorkflowCommand, WorkflowEvent> Workflow { get; } = new(
        WorkflowState.Initial,
        WorkflowDecider.Decide,
        WorkflowFold.Evolve,
        WorkflowReactions.React,
        WorkflowDecider.NextWakeUp,
        WorkflowViews.Listing,
        state => WorkflowViews.WorkflowOf(state)?.Context.Municipality,
        command => command is WorkflowCommand.Tick,
        EventFormat.Write,
        EventFormat.ReadWorkflowEvent);

    public static Aggregate<StrategyState, StrategyCommand, StrategyEvent> Strategy { get; } = new(
        StrategyState.Initial,
        StrategyDecider.Decide,
        StrategyDecider.Evolve,
        StrategyReactions.React,
        StrategyDecider.NextWakeUp,
        StrategyReactions.Listing,
        state => (state as StrategyState.Registered)?.Strategy.Municipality.Id,
        command => command is StrategyCommand.Tick,
        EventFormat.Write,
        EventFormat.ReadStrategyEvent);
}
