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
    /// <summary>The effects that the events owe, under keys made of stream, version and position.</summary>
    public IReadOnlyList<OwedEffect> Owed(StreamId stream, TState before, long version, IReadOnlyList<TEvent> events, DateTimeOffset now)
    {
        var owed = new List<OwedEffect>();
        var state = before;
        foreach (var e in events)
        {
            version++;
            foreach (var (i, effect) in React(state, e).Index())
                owed.Add(new($"{stream}/{version}/{i}", EffectKinds.Of(effect), (effect as Effect.SendMail)?.Digest, now, EventFormat.Write(effect)));
            state = Evolve(state, e);
        }

        return owed;
    }
}

/// <summary>The kinds of effects in the ledger; storage format.</summary>
public static class EffectKinds
{
    public const string SendMail = "send-mail";
    public const string OpenWorkflow = "open-workflow";
    public const string ChangeContext = "change-context";

    /// <summary>A mail with a link that somebody asked for; owed through <see cref="IOutbox"/> and by no event.</summary>
    public const string SendLink = "send-link";

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
