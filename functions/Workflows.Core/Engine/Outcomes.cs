using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Engine;

/// <summary>What an accepted opinion, decision or list of proposals leads to beyond passing its step.</summary>
internal static class Outcomes
{
    public static void Follow(Turn turn, Step step, WorkflowTask task)
    {
        switch (step.Kind, task.Received[^1].Submission.Answer)
        {
            case (StepKind.Opinion { Agreement: Agreement.Required, Reopens: { } from }, Answer.Opinion { Verdict: OpinionVerdict.Negative } opinion):
                Reopen(turn, from, step.Id, opinion.Text);
                break;
            case (StepKind.Decision kind, Answer.Decision decision):
                Decide(turn, step, kind, decision);
                break;
            case (StepKind.Proposals, Answer.Proposals proposals):
                foreach (var (i, proposal) in proposals.Changes.Index())
                    turn.Raise(new RecommendationRaised($"{task.Id}.{i + 1}", task.Id, proposal));
                break;
            case (StepKind.Visit, Answer.Visit visit):
                foreach (var (i, recommendation) in (visit.Recommendations ?? []).Index())
                    Recommend(turn, task, $"{task.Id}.{i + 1}", recommendation, visit.Findings);
                break;
        }
    }

    /// <summary>Where the visit says by when, the service's provider is to carry it out; the coordinator may change both.</summary>
    private static void Recommend(Turn turn, WorkflowTask task, string id, VisitRecommendation recommendation, string findings)
    {
        var context = turn.Workflow.Context;
        var service = context.Services.FirstOrDefault(s => s.Id == task.Service);
        turn.Raise(new RecommendationRaised(id, task.Id, new(Proposal.OfService, service?.Name.Bg ?? $"{task.Service}", recommendation.Change, findings)));
        if (recommendation.Due is { } due && service is not null && context.Find(service.Provider) is not null)
            turn.Raise(new RecommendationAssigned(id, service.Provider, due, turn.Today));
    }

    private static void Decide(Turn turn, Step step, StepKind.Decision kind, Answer.Decision decision)
    {
        switch (decision.Outcome)
        {
            case DecisionOutcome.Approved:
                SettleProposals(turn, kind, RecommendationFate.Adopted, decision.Number);
                break;
            case DecisionOutcome.Returned:
                Reopen(turn, kind.Reopens, step.Id, decision.Text);
                break;
            case DecisionOutcome.Rejected:
                SettleProposals(turn, kind, RecommendationFate.Declined, decision.Number);
                if (kind.Rejected is Rejected.Passes)
                    break;
                turn.Raise(new StepPassed(step.Id, turn.Today, new Passing.Done()));
                Progress.Withdraw(turn, turn.Workflow.Unfinished.Values, WithdrawalCause.Rejected);
                turn.Raise(new WorkflowRejected(step.Id, turn.Today));
                break;
            default:
                throw new InvalidOperationException($"Nothing follows {decision.Outcome}.");
        }
    }

    /// <summary>Everything from the step on is done again: open tasks are withdrawn, finished ones stay as they were in their round.</summary>
    private static void Reopen(Turn turn, StepId from, StepId because, string? reason)
    {
        var w = turn.Workflow;
        var again = w.Template.From(from)
            .Where(s => w.Steps.TryGetValue(s.Id, out var p) && p.Status is not StepStatus.Waiting)
            .Select(s => s.Id)
            .ToList();
        Progress.Withdraw(turn, again.SelectMany(w.TasksOf), WithdrawalCause.Reopened);
        turn.Raise(new StepsReopened(from, again, because, reason));
    }

    private static void SettleProposals(Turn turn, StepKind.Decision kind, RecommendationFate fate, string decision)
    {
        var w = turn.Workflow;
        var settled = w.Recommendations.Where(r => r.Value.Fate is null && kind.On.Contains(w.Tasks[r.Value.Origin].Step));
        foreach (var (id, _) in settled.ToList())
            turn.Raise(new RecommendationSettled(id, fate, decision, null));
    }
}
