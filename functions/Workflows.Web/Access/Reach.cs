using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Keys;

namespace Workflows.Web.Access;

/// <summary>Finds things as far as a caller reaches. What is another municipality's, or another institution's task, does not exist.</summary>
public sealed class Reach(WorkflowRunner workflows, StrategyRunner strategies)
{
    public async ValueTask<Strategy?> Strategy(Caller caller, StrategyId id, CancellationToken cancellation = default)
    {
        // Only ids of workflows hold a dot.
        if (id.Value.Contains('.') || (caller.Scope is { } scope && scope.Strategy != id))
            return null;
        var found = (await strategies.Load(StreamId.Of(id), cancellation)).State as StrategyState.Registered;
        return found is not null && caller.Sees(found.Strategy.Municipality.Id) ? found.Strategy : null;
    }

    public async ValueTask<Versioned<WorkflowState>?> Workflow(Caller caller, WorkflowId id, CancellationToken cancellation = default)
    {
        if (!id.Value.Contains('.'))
            return null;
        var found = await workflows.Load(StreamId.Of(id), cancellation);
        return WorkflowViews.WorkflowOf(found.State) is { } workflow
            && caller.Sees(workflow.Context.Municipality)
            && (caller.Scope is not { } scope || scope.Strategy == workflow.Context.Strategy)
                ? found
                : null;
    }

    public async ValueTask<ReachedTask?> Task(Caller caller, WorkflowId id, TaskId task, CancellationToken cancellation = default) =>
        caller.Scope?.Task is { } only && only != (id, task)
            ? null
            : await Workflow(caller, id, cancellation) is { } found
            && WorkflowViews.WorkflowOf(found.State) is { } workflow
            && workflow.Tasks.TryGetValue(task, out var known)
            && WorkflowViews.MayAnswer(workflow, known, caller.Actor)
                ? new(found.State, workflow, known)
                : null;
}

public sealed record ReachedTask(WorkflowState State, Workflow Workflow, WorkflowTask Task);
