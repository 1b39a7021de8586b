using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Hosting;

/// <summary>Tells streams that time has passed.</summary>
internal sealed class Ticking(WorkflowRunner workflows, StrategyRunner strategies, TimeProvider time)
{
    /// <summary>Ticks the stream; false when it is still due, which would mean that its tick decides nothing.</summary>
    public async ValueTask<bool> Tick(StreamId stream, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var next = stream.IsWorkflow
            ? WorkflowDecider.NextWakeUp(After(await workflows.Run(stream, new WorkflowCommand.Tick(), Actor.System, now, cancellation: cancellation)))
            : StrategyDecider.NextWakeUp(After(await strategies.Run(stream, new StrategyCommand.Tick(), Actor.System, now, cancellation: cancellation)));
        return !(next <= now);
    }

    /// <summary>Whether time has passed for the stream, judged by its events alone, whatever the index of due times says.</summary>
    public async ValueTask<bool> IsDue(StreamId stream, CancellationToken cancellation)
    {
        var next = stream.IsWorkflow
            ? WorkflowDecider.NextWakeUp((await workflows.Load(stream, cancellation)).State)
            : StrategyDecider.NextWakeUp((await strategies.Load(stream, cancellation)).State);
        return next <= time.GetUtcNow();
    }

    private static TState After<TState, TEvent>(RunResult<TState, TEvent> result) => result switch
    {
        RunResult<TState, TEvent>.Done done => done.After.State,
        RunResult<TState, TEvent>.Refused refused => throw new InvalidOperationException($"A tick was refused: {refused.Rejection.Code}."),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };
}
