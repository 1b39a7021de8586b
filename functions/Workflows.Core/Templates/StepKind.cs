using System.Text.Json.Serialization;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;

namespace Workflows.Core.Templates;

/// <summary>What kind of answer a step asks for, with the rules the engine enforces on it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FormTeam), "form-team")]
[JsonDerivedType(typeof(CollectIndicators), "collect-indicators")]
[JsonDerivedType(typeof(Meeting), "meeting")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(Report), "report")]
[JsonDerivedType(typeof(Plan), "plan")]
[JsonDerivedType(typeof(Opinion), "opinion")]
[JsonDerivedType(typeof(Decision), "decision")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Proposals), "proposals")]
[JsonDerivedType(typeof(Evaluation), "evaluation")]
[JsonDerivedType(typeof(Activity), "activity")]
public abstract record StepKind
{
    private StepKind()
    {
    }

    /// <summary>What is drafted for the owner from the data, if anything.</summary>
    [JsonIgnore]
    public ReportKind? Drafted => this switch
    {
        Report x => x.Drafts,
        Plan x => x.Drafts,
        Evaluation x => x.Drafts,
        Activity x => x.Drafts,
        _ => null,
    };

    /// <param name="Members">Exactly so many.</param>
    /// <param name="Composition">How many of them work in institutions of each role; the sum is <paramref name="Members"/>.</param>
    public sealed record FormTeam(int Members, IReadOnlyDictionary<RoleId, int> Composition) : StepKind;

    /// <summary>One task for each institution that is the source of an indicator of these kinds.</summary>
    /// <param name="Baseline">The values are the state at the start, against which every year is held; otherwise those of the workflow's year.</param>
    public sealed record CollectIndicators(IReadOnlyList<IndicatorKind> Kinds, bool? Baseline = null) : StepKind;

    /// <param name="Occasion">One of the template's occasions.</param>
    /// <param name="Times">How many of them.</param>
    public sealed record Meeting(string Occasion, int Times) : StepKind;

    /// <summary>One task for each service and time; each brings its own report.</summary>
    /// <param name="Services">Null for every service of the strategy.</param>
    public sealed record Visit(IReadOnlyList<ServiceId>? Services, int Times) : StepKind;

    /// <param name="Drafts">What is drafted for the owner from the data.</param>
    public sealed record Report(ReportKind? Drafts = null) : StepKind;

    /// <param name="Drafts">What is drafted for the owner from the data.</param>
    public sealed record Plan(ReportKind? Drafts = null) : StepKind;

    /// <param name="Of">The steps whose documents it is about.</param>
    /// <param name="Agreement">Whether a negative opinion sends them back.</param>
    /// <param name="Lapse">What silence past the closing date means.</param>
    /// <param name="Reopens">The step done again after a negative opinion that is required; null when advisory.</param>
    public sealed record Opinion(IReadOnlyList<StepId> Of, Agreement Agreement, Lapse Lapse, StepId? Reopens) : StepKind;

    /// <param name="On">The documents decided on; more than one is a package.</param>
    /// <param name="Gates">Steps that must have passed or lapsed before; the step comes after each of them, directly or through others.</param>
    /// <param name="Reopens">The step done again when the council returns the package.</param>
    /// <param name="Rejected">What a refusal does to the workflow.</param>
    public sealed record Decision(IReadOnlyList<StepId> On, IReadOnlyList<StepId> Gates, StepId Reopens, Rejected Rejected = Rejected.Ends) : StepKind;

    /// <param name="What">The steps whose documents are published; every institution is told.</param>
    public sealed record Publish(IReadOnlyList<StepId> What) : StepKind;

    /// <param name="Levels">What a change may concern, such as priority, goal, activity.</param>
    public sealed record Proposals(IReadOnlyList<LabelledText> Levels) : StepKind;

    /// <summary>By an external team: nobody on it comes from an implementing institution.</summary>
    /// <param name="Drafts">What is put together for the team from the data; its own report is written apart from it.</param>
    public sealed record Evaluation(ReportKind? Drafts = null) : StepKind;

    /// <param name="Drafts">What is put together from the data for the owner to work with.</param>
    public sealed record Activity(ReportKind? Drafts = null) : StepKind;
}

public enum Agreement
{
    Required,
    Advisory,
}

/// <summary>A refused account ends its workflow; a refused proposal for change leaves the rest of the year as it was.</summary>
public enum Rejected
{
    Ends,
    Passes,
}

public enum Lapse
{
    Passes,
    Blocks,
}
