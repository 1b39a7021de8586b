using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;

namespace Workflows.Web.Api;

/// <summary>Runs commands on strategies of the caller's municipality, and delivers at once what they owe to workflows.</summary>
internal sealed class StrategyCommands(StrategyRunner runner, Repeats repeats, EffectDispatcher dispatcher, TimeProvider clock)
{
    private static readonly string[] ToWorkflows = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext];

    /// <summary>More than one command owes; the rest is delivered in the background.</summary>
    private const int AtOnce = 100;

    public static ProblemResult Unknown { get; } =
        new(new("strategy.unknown", "There is no such strategy. GET /api/strategies lists those that there are."));

    public async ValueTask<StrategyState.Registered?> Find(ApiCall call, StrategyId id)
    {
        // Ids of strategies hold no dot; a workflow's events are no strategy's.
        if (id.Value.Contains('.'))
            return null;
        var found = await runner.Load(StreamId.Of(id), call.Aborted);
        return found.State is StrategyState.Registered registered && call.Caller.Sees(registered.Strategy.Municipality.Id) ? registered : null;
    }

    /// <summary>Once the answer is given, the workflows that the command started can be read.</summary>
    public async ValueTask<RunResult<StrategyState, StrategyEvent>> Run(ApiCall call, StrategyId id, StrategyCommand command)
    {
        var key = call.Key();
        await repeats.CheckCommand(key, call.Aborted);
        var result = await runner.Run(StreamId.Of(id), command, call.Caller.Actor, clock.GetUtcNow(), key, call.Aborted);
        if (result is RunResult<StrategyState, StrategyEvent>.Done)
            await dispatcher.DeliverDue(ToWorkflows, AtOnce, call.Aborted);
        return result;
    }
}
