using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Runs commands on workflows of the caller's municipality. Any other workflow is one that does not exist.</summary>
internal sealed class WorkflowCommands(WorkflowRunner runner, Reach reach, Repeats repeats, TimeProvider clock)
{
    public static ProblemResult Unknown { get; } =
        new(new("workflow.unknown", "There is no such workflow. GET /api/workflows lists those that there are."));

    /// <summary>The workflow and its version, or null.</summary>
    public ValueTask<Versioned<WorkflowState>?> Find(ApiCall call, WorkflowId id) => reach.Workflow(call.Caller, id, call.Aborted);

    public async Task<Results<Ok<Receipt>, ProblemResult>> Run(ApiCall call, WorkflowId id, WorkflowCommand command)
    {
        return await Run(call.Caller, id, command, call.Key(), call.Aborted) switch
        {
            null => Unknown,
            RunResult<WorkflowState, WorkflowEvent>.Done done => TypedResults.Ok(Receipt.Of(id, done.Events, done.FirstVersion)),
            RunResult<WorkflowState, WorkflowEvent>.Refused refused => new ProblemResult(refused.Rejection),
            var result => throw new InvalidOperationException($"Unknown result {result}."),
        };
    }

    /// <summary>For pages and the API alike; null when the caller sees no such workflow.</summary>
    public async ValueTask<RunResult<WorkflowState, WorkflowEvent>?> Run(
        Caller caller, WorkflowId id, WorkflowCommand command, CommandKey? key, CancellationToken cancellation)
    {
        if (await reach.Workflow(caller, id, cancellation) is null)
            return null;
        await repeats.CheckCommand(key, cancellation);
        return await runner.Run(StreamId.Of(id), command, caller.Actor, clock.GetUtcNow(), key, cancellation);
    }

    /// <summary>What would happen now, without anything being saved: neither event nor key, since there is no effect to have once.</summary>
    public async Task<Results<Ok<Receipt>, ProblemResult>> Try(ApiCall call, WorkflowId id, Versioned<WorkflowState> found, WorkflowCommand command)
    {
        await repeats.Find(call.Key(), call.Aborted);
        return WorkflowDecider.Decide(found.State, command, call.Caller.Actor, clock.GetUtcNow()) switch
        {
            Decided<WorkflowEvent>.Events events =>
                TypedResults.Ok(Receipt.Of(id, events.List, found.Version + 1) with { DryRun = true }),
            Decided<WorkflowEvent>.Refused refused => new ProblemResult(refused.Rejection),
            var decided => throw new InvalidOperationException($"Unknown decision {decided}."),
        };
    }
}
