using System.Text.Json.Serialization;
using Workflows.Core.Engine;

namespace Workflows.Core.History;

/// <summary>How far a recommendation has come. Open and adopted ones are still to be carried out.</summary>
public enum RecommendationState
{
    Open,
    Adopted,
    Done,
    Declined,
}

/// <summary>A line of the register.</summary>
/// <param name="Id">Within its workflow: task and number.</param>
/// <param name="Year">In which it was raised; before the strategy's first where an earlier strategy left it open.</param>
/// <param name="Origin">The task whose answer it stood in.</param>
/// <param name="By">Who raised it.</param>
/// <param name="Owner">Who is to carry it out; null, and left out of the API, until somebody was named.</param>
/// <param name="State">Open, adopted, done or declined; the first two are still to be carried out.</param>
/// <param name="DecidedOn">When its state was last decided; null until it was.</param>
/// <param name="Decision">Number of the decision about it.</param>
/// <param name="AmendedInVersion">The version of its strategy that the same decision brought about.</param>
public sealed record RegisteredRecommendation(
    WorkflowId Workflow,
    string Id,
    int Year,
    TaskId Origin,
    InstitutionId? By,
    Proposal Proposal,
    DateOnly RaisedOn,
    InstitutionId? Owner,
    DateOnly? Due,
    RecommendationState State,
    DateOnly? DecidedOn,
    string? Decision,
    string? Note,
    int? AmendedInVersion)
{
    [JsonIgnore]
    public bool IsOpen => State is RecommendationState.Open or RecommendationState.Adopted;

    /// <param name="today">In Sofia.</param>
    public bool IsLate(DateOnly today) => IsOpen && Due < today;

    /// <summary>Whether it was taken over into a year: raised before it, and not done or declined before it began.</summary>
    public bool IsCarriedInto(int year) => Year < year && (IsOpen || DecidedOn?.Year >= year);

    /// <summary>Whether a year's register has it: raised in the year, or taken over into it.</summary>
    public bool StandsIn(int year) => Year == year || IsCarriedInto(year);
}

/// <summary>
/// All that was recommended under a strategy and what became of it: a view over its history. An open one stands in every year's register
/// until it is done or declined, and so does what the municipality's earlier strategy left open.
/// </summary>
/// <param name="All">By year, workflow and place.</param>
public sealed record RecommendationRegister(IReadOnlyList<RegisteredRecommendation> All)
{
    public static RecommendationRegister Of(StrategyHistory history) => new(
    [
        .. history.Before?.Recommendations.All.Where(r => r.IsCarriedInto(history.Strategy.Period.FirstYear)) ?? [],
        .. history.Workflows.Values
            .Where(record => record.Workflow is not null)
            .SelectMany(record => record.Workflow!.Recommendations.Select(r => Of(history, record, r.Key, r.Value)))
            .OrderBy(r => r.Year).ThenBy(r => r.Workflow).ThenBy(r => r.Origin).ThenBy(r => r.Id.Length).ThenBy(r => r.Id, StringComparer.Ordinal),
    ]);

    public IEnumerable<RegisteredRecommendation> In(int year) => All.Where(r => r.StandsIn(year));

    /// <summary>What an institution is still to carry out, the earliest due day first.</summary>
    public IEnumerable<RegisteredRecommendation> OwedBy(InstitutionId owner) => All.Where(r => r.IsOpen && r.Owner == owner).OrderBy(r => r.Due);

    public IEnumerable<RegisteredRecommendation> CarriedInto(int year) => All.Where(r => r.IsCarriedInto(year));

    private static RegisteredRecommendation Of(StrategyHistory history, WorkflowRecord record, string id, Recommendation r)
    {
        var w = record.Workflow!;
        var days = record.Recommendations.Days[id];
        return new(
            w.Id, id, w.Context.Year, r.Origin, w.Tasks.GetValueOrDefault(r.Origin)?.Owner, r.Proposal, days.RaisedOn, r.Owner, r.Due,
            StateOf(r.Fate), days.DecidedOn, r.Decision, days.Note,
            r.Fate is RecommendationFate.Adopted or RecommendationFate.Done
                ? history.Versions.FirstOrDefault(v => RecommendationCommands.SameDecision(v.Decision, r.Decision))?.Number
                : null);
    }

    private static RecommendationState StateOf(RecommendationFate? fate) => fate switch
    {
        null => RecommendationState.Open,
        RecommendationFate.Adopted => RecommendationState.Adopted,
        RecommendationFate.Done => RecommendationState.Done,
        RecommendationFate.Declined => RecommendationState.Declined,
        _ => throw new InvalidOperationException($"Unknown fate {fate}."),
    };
}
