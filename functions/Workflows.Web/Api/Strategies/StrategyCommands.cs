using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Runs commands on strategies of the caller's municipality, and delivers at once what they owe to workflows.</summary>
internal sealed class StrategyCommands(StrategyRunner runner, Repeats repeats, EffectDispatcher dispatcher, TimeProvider clock)
{
    private static readonly string[] ToWorkflows = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext];

    /// <summary>More than one command owes; the rest is delivered in the background.</summary>
    private const int AtOnce = 100;

    public static ProblemResult Unknown { get; } =
        new(new("strategy.unknown", "There is no such strategy. GET /api/strategies lists those that there are."));

    public ValueTask<StrategyState.Registered?> Find(ApiCall call, StrategyId id) => Find(call.Caller, id, call.Aborted);

    /// <summary>For pages and the API alike; null when the caller sees no such strategy.</summary>
    public async ValueTask<StrategyState.Registered?> Find(Caller caller, StrategyId id, CancellationToken cancellation)
    {
        // Ids of strategies hold no dot; a workflow's events are no strategy's.
        if (id.Value.Contains('.'))
            return null;
        var found = await runner.Load(StreamId.Of(id), cancellation);
        return found.State is StrategyState.Registered registered && caller.Sees(registered.Strategy.Municipality.Id) ? registered : null;
    }

    /// <summary>Runs a command and answers with what it did, or with why it was refused.</summary>
    public async Task<Results<TDone, ProblemResult>> Answer<TDone>(
        ApiCall call, StrategyId id, StrategyCommand command, Func<RunResult<StrategyState, StrategyEvent>.Done, TDone> done)
        where TDone : IResult =>
        await Run(call.Caller, id, command, call.Key(), call.Aborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Done result => done(result),
            RunResult<StrategyState, StrategyEvent>.Refused refused => new ProblemResult(refused.Rejection),
            var result => throw new InvalidOperationException($"Unknown result {result}."),
        };

    /// <summary>
    /// For pages and the API alike; whose strategy it is has been asked before. Once it has returned, the workflows that the command started
    /// can be read.
    /// </summary>
    public async ValueTask<RunResult<StrategyState, StrategyEvent>> Run(
        Caller caller, StrategyId id, StrategyCommand command, CommandKey? key, CancellationToken cancellation)
    {
        await repeats.CheckCommand(key, cancellation);
        var result = await runner.Run(StreamId.Of(id), command, caller.Actor, clock.GetUtcNow(), key, cancellation);
        if (result is RunResult<StrategyState, StrategyEvent>.Done)
            await dispatcher.DeliverDue(ToWorkflows, AtOnce, cancellation);
        return result;
    }
}
