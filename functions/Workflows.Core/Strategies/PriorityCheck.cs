namespace Workflows.Core.Strategies;

/// <summary>Who takes part in the goals and owns the activities of the plan. Codes are labels, so they may repeat.</summary>
internal static class PriorityCheck
{
    public static IEnumerable<ModelFault> Faults(Strategy strategy) =>
        strategy.Priorities.Index().SelectMany(p => p.Item.Goals.Index().SelectMany(g =>
            Faults(strategy, g.Item, $"priorities/#{p.Index + 1}/goals/#{g.Index + 1}")));

    private static IEnumerable<ModelFault> Faults(Strategy strategy, Goal goal, string path) =>
    [
        .. goal.Participants.Index().SelectMany(p => InstitutionCheck.Known(strategy, $"{path}/participants/#{p.Index + 1}", p.Item)),
        .. goal.Measures.Index().SelectMany(m => m.Item.Activities.Index().SelectMany(a =>
            Owner(strategy, a.Item, $"{path}/measures/#{m.Index + 1}/activities/#{a.Index + 1}"))),
    ];

    private static IEnumerable<ModelFault> Owner(Strategy strategy, PlannedActivity activity, string path) =>
        activity.Owner is { } owner ? InstitutionCheck.Known(strategy, $"{path}/owner", owner) : [];
}
