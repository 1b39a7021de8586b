using static Workflows.Core.Engine.WorkflowCommand;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>What becomes of recommendations. They outlast the workflow that raised them, until they are done or declined.</summary>
internal static class RecommendationCommands
{
    private const int LongestYears = 5;

    public static Rejection? Assign(Turn turn, AssignRecommendation command)
    {
        if (Find(turn, command.Recommendation, out var recommendation) is { } unknown)
            return unknown;
        if (!recommendation.IsOpen)
            return Refusals.Answer("recommendation.closed", "The recommendation is done or declined, so nobody has to carry it out. Take one that is open.");
        if (turn.Workflow.Context.Find(command.Owner) is null)
            return Refusals.Answer("institution.unknown", $"There is no institution '{command.Owner}' in the strategy. Name one that is.", "owner");
        if ((recommendation.Owner, recommendation.Due) == (command.Owner, command.Due))
            return null;
        if (CheckDue(command.Due, turn.Today, "due") is { } wrong)
            return wrong;
        turn.Raise(new RecommendationAssigned(command.Recommendation, command.Owner, command.Due, turn.Today));
        return null;
    }

    /// <param name="from">The first day that it may be.</param>
    /// <param name="field">Where it was given.</param>
    public static Rejection? CheckDue(DateOnly due, DateOnly from, string field) =>
        due < from
            ? Refusals.Answer("recommendation.due-past", $"{due:yyyy-MM-dd} is too early. Give {from:yyyy-MM-dd} or a later day.", field, ("due", $"{due:yyyy-MM-dd}"))
            : due > from.AddYears(LongestYears)
                ? Refusals.Answer("recommendation.due-far", "A due day more than five years away is surely a slip. Give an earlier day.", field)
                : null;

    public static Rejection? Settle(Turn turn, SettleRecommendation command)
    {
        if (Find(turn, command.Recommendation, out var recommendation) is { } unknown)
            return unknown;
        var decision = string.IsNullOrWhiteSpace(command.Decision) ? recommendation.Decision : command.Decision.Trim();
        if ((recommendation.Fate, recommendation.Decision) != (command.Fate, decision))
            turn.Raise(new RecommendationSettled(command.Recommendation, command.Fate, decision, command.Note));
        return null;
    }

    /// <summary>The strategy was amended by a decision: what was adopted by the same one is done.</summary>
    public static Rejection? CarryOut(Turn turn, string? decision)
    {
        if (decision is null)
            return null;
        var carriedOut = turn.Workflow.Recommendations
            .Where(r => r.Value.Fate is RecommendationFate.Adopted && SameDecision(r.Value.Decision, decision))
            .Select(r => (r.Key, r.Value.Decision))
            .ToList();
        foreach (var (id, number) in carriedOut)
            turn.Raise(new RecommendationSettled(id, RecommendationFate.Done, number, null));
        return null;
    }

    /// <summary>Whether two numbers name one decision: people write № 45 and 45.</summary>
    public static bool SameDecision(string? one, string? other) =>
        Bare(one) is { Length: > 0 } number && number.Equals(Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string? Bare(string? number) => number?.Trim().TrimStart('№').Trim();

    private static Rejection? Find(Turn turn, string id, out Recommendation recommendation) =>
        turn.Workflow.Recommendations.TryGetValue(id, out recommendation!)
            ? null
            : Refusals.Answer("recommendation.unknown", $"There is no recommendation '{id}' in this workflow.");
}
