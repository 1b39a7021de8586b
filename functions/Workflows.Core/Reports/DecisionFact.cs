using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>A decision that was taken, those that sent a package back included.</summary>
/// <param name="On">The documents that it is about.</param>
public sealed record DecisionFact(
    WorkflowId Workflow, LocalText WorkflowTitle, int Year, LocalText Step, LocalText Body, DateOnly Date, string Number, DecisionOutcome Outcome, IReadOnlyList<LocalText> On, string? Text)
{
    internal static IEnumerable<DecisionFact> Of(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is TaskStatus.Accepted
        let kind = w.StepOf(task)?.Kind as StepKind.Decision
        where kind is not null
        let answer = task.Received[^1].Submission.Answer as Answer.Decision
        where answer is not null
        orderby answer.Date, task.Id
        select new DecisionFact(
            w.Id,
            w.Template.Title,
            w.Context.Year,
            Names.Step(w, task.Step),
            Names.Institution(w, task.Owner),
            answer.Date,
            answer.Number,
            answer.Outcome,
            // A step that does not apply in the year has brought no document.
            [.. kind.On.Where(w.Steps.ContainsKey).Select(s => Names.Step(w, s))],
            answer.Text);
}

/// <summary>An opinion that was given.</summary>
public sealed record OpinionFact(WorkflowId Workflow, LocalText Step, LocalText By, DateOnly On, OpinionVerdict Verdict, string? Text)
{
    internal static IEnumerable<OpinionFact> Of(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is TaskStatus.Accepted
        let answer = task.Received[^1].Submission.Answer as Answer.Opinion
        where answer is not null
        let given = CivilTime.DateOf(task.Received[^1].At)
        orderby given, task.Id
        select new OpinionFact(w.Id, Names.Step(w, task.Step), Names.Institution(w, task.Owner), given, answer.Verdict, answer.Text);
}

/// <summary>A proposal for change, from the one who made it to what became of it.</summary>
/// <param name="Year">Of the workflow that it was raised in.</param>
/// <param name="Fate">Null while it is open.</param>
/// <param name="Decision">Number of the decision that settled it.</param>
public sealed record RecommendationFact(
    string Id,
    WorkflowId Workflow,
    int Year,
    LocalText Step,
    LocalText By,
    LocalText Level,
    string Target,
    string Change,
    string Reason,
    RecommendationFate? Fate,
    string? Decision)
{
    private static readonly LocalText OfService = new("Услуга", "Service");

    internal static IEnumerable<RecommendationFact> Of(Workflow w) =>
        from recommendation in w.Recommendations
        let origin = w.Tasks[recommendation.Value.Origin]
        let proposal = recommendation.Value.Proposal
        select new RecommendationFact(
            recommendation.Key,
            w.Id,
            w.Context.Year,
            Names.Step(w, origin.Step),
            Names.Institution(w, origin.Owner),
            w.StepOf(origin)?.Kind switch
            {
                StepKind.Proposals kind => Names.Of(kind.Levels, proposal.Level),
                _ when proposal.Level == Proposal.OfService => OfService,
                _ => Names.Of([], proposal.Level),
            },
            proposal.Target,
            proposal.Change,
            proposal.Reason,
            recommendation.Value.Fate,
            recommendation.Value.Decision);
}
