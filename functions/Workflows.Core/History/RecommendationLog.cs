using System.Collections.Immutable;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;

namespace Workflows.Core.History;

/// <summary>When something happened to a recommendation; civil dates in Sofia.</summary>
/// <param name="DecidedOn">When its fate was last decided; null until it was.</param>
/// <param name="Note">What was said with that.</param>
public sealed record RecommendationDays(DateOnly RaisedOn, DateOnly? DecidedOn, string? Note);

/// <summary>The days of one workflow's recommendations: the fold of its events, beside its state.</summary>
public sealed record RecommendationLog(ImmutableSortedDictionary<string, RecommendationDays> Days)
{
    public static RecommendationLog Empty { get; } = new(ImmutableSortedDictionary.Create<string, RecommendationDays>(StringComparer.Ordinal));

    /// <param name="at">When the event was decided, in UTC.</param>
    public RecommendationLog With(WorkflowEvent e, DateTimeOffset at) => e switch
    {
        WorkflowEvent.RecommendationRaised x => new(Days.SetItem(x.Recommendation, new(CivilTime.DateOf(at), null, null))),
        WorkflowEvent.RecommendationSettled x => new(Days.SetItem(
            x.Recommendation, Days[x.Recommendation] with { DecidedOn = CivilTime.DateOf(at), Note = x.Note })),
        _ => this,
    };
}
