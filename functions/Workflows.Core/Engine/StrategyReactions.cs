using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <summary>react and listing of a strategy.</summary>
public static class StrategyReactions
{
    /// <summary>A started workflow is opened; an amendment is told to every workflow that was started.</summary>
    public static IEnumerable<Effect> React(StrategyState before, StrategyEvent e) => (before, e) switch
    {
        (StrategyState.Registered s, StrategyEvent.WorkflowStarted x) =>
            [new Effect.OpenWorkflow(s.Strategy.Id, x.Workflow, x.Template, x.Year)],
        (StrategyState.Registered s, StrategyEvent.StrategyAmended x) =>
            s.Started.Select(started => new Effect.ChangeContext(s.Strategy.Id, started.Key, started.Value.Year, x.Decision)),
        _ => [],
    };

    public static ListingChange Listing(StrategyState before, StrategyState after) =>
        after is StrategyState.Registered s
            ? new(
                new(s.Strategy.Id, s.Strategy.Municipality.Id, s.Strategy.Title, s.Strategy.Period.FirstYear, s.Strategy.Period.LastYear, s.Version),
                null,
                [])
            : ListingChange.None;
}
