using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Files;
using static Workflows.Core.Ports.Delivery;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>Opens the workflows that a strategy started, and tells running ones of its amendments. Both do nothing the second time.</summary>
public sealed class WorkflowDelivery(WorkflowRunner workflows, StrategyRunner strategies, TemplateLibrary library, TimeProvider time)
{
    public async ValueTask<Outcome> Deliver(LedgerEntry entry) => EventFormat.ReadEffect(entry.Body) switch
    {
        Effect.OpenWorkflow open => await Open(entry, open),
        Effect.ChangeContext change => await Change(entry, change),
        var effect => throw new InvalidOperationException($"{effect.GetType().Name} is no effect on a workflow."),
    };

    private async ValueTask<Outcome> Open(LedgerEntry entry, Effect.OpenWorkflow open)
    {
        if (await Find(open.Strategy) is not { } strategy)
            return Later(entry, $"There is no strategy '{open.Strategy}' yet.");
        if (!library.Templates.TryGetValue(open.Template, out var template))
            return new Failed($"There is no template '{open.Template}' beside the program.");
        return await Run(entry, open.Workflow, new WorkflowCommand.Open(open.Workflow, template, WorkflowContext.Of(strategy, open.Year)));
    }

    private async ValueTask<Outcome> Change(LedgerEntry entry, Effect.ChangeContext change)
    {
        if (await Find(change.Strategy) is not { } strategy)
            return Later(entry, $"There is no strategy '{change.Strategy}' yet.");
        if ((await workflows.Load(StreamId.Of(change.Workflow))).State is WorkflowState.NotOpened)
            return Later(entry, $"Workflow '{change.Workflow}' is not open yet.");
        return await Run(entry, change.Workflow, new WorkflowCommand.ChangeContext(WorkflowContext.Of(strategy, change.Year), change.Decision));
    }

    private async ValueTask<Outcome> Run(LedgerEntry entry, WorkflowId workflow, WorkflowCommand command) =>
        await workflows.Run(StreamId.Of(workflow), command, Actor.System, time.GetUtcNow()) switch
        {
            RunResult<WorkflowState, WorkflowEvent>.Done done => new Sent($"{workflow} at version {done.After.Version}"),
            RunResult<WorkflowState, WorkflowEvent>.Refused refused => new Failed($"{refused.Rejection.Code}: {refused.Rejection.Message}"),
            var result => throw new InvalidOperationException($"Unknown result of {entry.Key}: {result}."),
        };

    private async ValueTask<Strategy?> Find(StrategyId id) =>
        (await strategies.Load(StreamId.Of(id))).State is StrategyState.Registered registered ? registered.Strategy : null;

    private Outcome Later(LedgerEntry entry, string note) => Retries.Again(entry.Attempts, time.GetUtcNow(), note);
}
