using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

public sealed class WorkflowRunner(IEventStore store)
    : StreamRunner<WorkflowState, WorkflowCommand, WorkflowEvent>(Aggregates.Workflow, store);

public sealed class StrategyRunner(IEventStore store)
    : StreamRunner<StrategyState, StrategyCommand, StrategyEvent>(Aggregates.Strategy, store);
