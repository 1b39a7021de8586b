using System.Text.Json.Serialization;
using Workflows.Core.Indicators;

namespace Workflows.Core.Engine;

/// <summary>The answer proper: one case for each kind of step (a report and a plan share one).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Team), "team")]
[JsonDerivedType(typeof(Values), "values")]
[JsonDerivedType(typeof(Meeting), "meeting")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(Document), "document")]
[JsonDerivedType(typeof(Opinion), "opinion")]
[JsonDerivedType(typeof(Decision), "decision")]
[JsonDerivedType(typeof(Publication), "publication")]
[JsonDerivedType(typeof(Proposals), "proposals")]
[JsonDerivedType(typeof(Evaluation), "evaluation")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record Answer
{
    private Answer()
    {
    }

    public sealed record Team(string OrderNumber, DateOnly OrderDate, IReadOnlyList<TeamMember> Members) : Answer;

    public sealed record Values(IReadOnlyList<IndicatorValue> Cells, IReadOnlyList<Difference> Differences) : Answer;

    /// <param name="Participants">How many were present of each group.</param>
    public sealed record Meeting(
        DateOnly Date, string Place, IReadOnlyDictionary<string, int> Participants, DocumentRef Minutes) : Answer;

    /// <param name="Recommendations">What the findings ask for; null where they ask for nothing.</param>
    public sealed record Visit(DateOnly Date, string Findings, DocumentRef Report, IReadOnlyList<VisitRecommendation>? Recommendations = null) : Answer;

    /// <summary>A report or a plan.</summary>
    public sealed record Document(DocumentRef File, string? Summary) : Answer;

    public sealed record Opinion(OpinionVerdict Verdict, string? Text) : Answer;

    public sealed record Decision(DecisionOutcome Outcome, string Number, DateOnly Date, string? Text) : Answer;

    /// <param name="Places">Web addresses or places on paper.</param>
    public sealed record Publication(DateOnly Date, IReadOnlyList<string> Places) : Answer;

    /// <param name="NoneBecause">Why there are none, when the list is empty.</param>
    public sealed record Proposals(IReadOnlyList<Proposal> Changes, string? NoneBecause) : Answer;

    public sealed record Evaluation(
        string ContractNumber,
        DateOnly ContractDate,
        IReadOnlyList<Evaluator> Evaluators,
        DocumentRef Inception,
        DocumentRef Report) : Answer;

    /// <summary>An activity was carried out.</summary>
    public sealed record Done(string Note) : Answer;
}

/// <param name="Conflict">Ties to those who deliver the services, as the member declares them; null for none.</param>
public sealed record TeamMember(string Name, InstitutionId Institution, string? Conflict);

/// <param name="Institution">Where the evaluator works, when it is an institution of the strategy.</param>
public sealed record Evaluator(string Name, string Organisation, InstitutionId? Institution);

/// <param name="Level">One of the step's levels, or <see cref="OfService"/>.</param>
public sealed record Proposal(string Level, string Target, string Change, string Reason)
{
    /// <summary>The level of what a visit to a service recommends.</summary>
    public const string OfService = "service";
}

/// <param name="Change">What the service's provider is to do.</param>
/// <param name="Due">By when; null leaves it to the coordinator to say who carries it out and by when.</param>
public sealed record VisitRecommendation(string Change, DateOnly? Due = null);

public enum OpinionVerdict
{
    Positive,
    WithRemarks,
    Negative,
}

public enum DecisionOutcome
{
    Approved,
    Returned,
    Rejected,
}
