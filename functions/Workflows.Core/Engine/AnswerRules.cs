using System.Globalization;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>Whether an answer is the kind its step asks for, whole and plausible. What is refused here is never stored.</summary>
internal static class AnswerRules
{
    /// <param name="today">The civil date: nothing that is reported as done lies after it.</param>
    public static Rejection? Check(Workflow w, Step step, WorkflowTask task, Submission submission, DateOnly today) =>
        OfKind(w, step, task, submission.Answer, today)
        ?? step.Fields.Select(f => OfField(f, submission.Fields.GetValueOrDefault(f.Id))).FirstOrDefault(r => r is not null)
        ?? UnknownField(step, submission)
        ?? MissingEvidence(step, submission);

    private static Rejection? OfKind(Workflow w, Step step, WorkflowTask task, Answer answer, DateOnly today) => (step.Kind, answer) switch
    {
        (StepKind.FormTeam kind, Answer.Team team) => TeamRules.Check(w, kind, team, today),
        (StepKind.CollectIndicators kind, Answer.Values values) => ValueSheet.Check(
            [.. ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner)],
            w.Context.Dimensions, values.Cells, values.Differences),
        (StepKind.Meeting, Answer.Meeting meeting) => OfMeeting(w, meeting, today),
        (StepKind.Visit, Answer.Visit visit) =>
            NotAfter(visit.Date, today, "date")
            ?? Required(visit.Findings, "findings", "Say what the visit found.")
            ?? (visit.Recommendations ?? []).Select(r => OfRecommendation(r, visit.Date)).FirstOrDefault(r => r is not null),
        (StepKind.Report or StepKind.Plan, Answer.Document) => null,
        (StepKind.Opinion, Answer.Opinion opinion) => opinion.Verdict is OpinionVerdict.Positive
            ? null
            : Required(opinion.Text, "text", "Say what the remarks or objections are."),
        (StepKind.Decision, Answer.Decision decision) => OfDecision(decision, today),
        (StepKind.Publish, Answer.Publication publication) =>
            NotAfter(publication.Date, today, "date")
            ?? (publication.Places.Any(p => !string.IsNullOrWhiteSpace(p))
                ? null
                : Refusals.Answer("answer.incomplete", "Say where it was published: a web address or a place.", "places")),
        (StepKind.Proposals kind, Answer.Proposals proposals) => OfProposals(kind, proposals),
        (StepKind.Evaluation, Answer.Evaluation evaluation) => TeamRules.Check(w, evaluation, today),
        (StepKind.Activity, Answer.Done done) => Required(done.Note, "note", "Say what was done."),
        _ => Refusals.Answer("answer.wrong-kind", $"This task asks for '{AnswerNames.AskedFor(step.Kind)}', not for '{AnswerNames.Of(answer)}'.", "kind"),
    };

    /// <summary>A meeting that lacks a group is a fact and may be recorded; whether it counts is decided in <see cref="GroupsMissing"/>.</summary>
    private static Rejection? OfMeeting(Workflow w, Answer.Meeting meeting, DateOnly today)
    {
        var groups = w.Template.Meetings?.Groups.Select(g => g.Id).ToList() ?? [];
        return NotAfter(meeting.Date, today, "date")
            ?? Required(meeting.Place, "place", "Say where the meeting was held.")
            ?? (meeting.Participants.Values.Any(n => n < 0)
                ? Refusals.Answer("answer.negative", "A number of participants cannot be below zero.", "participants")
                : null)
            ?? (meeting.Participants.Values.Sum(n => (long)n) == 0
                ? Refusals.Answer("answer.incomplete", "Say how many were present of each group.", "participants")
                : null)
            ?? (meeting.Participants.Keys.FirstOrDefault(g => !groups.Contains(g)) is { } unknown
                ? Refusals.Answer("answer.unknown-group", $"There is no group '{unknown}'. Use: {string.Join(", ", groups)}.", "participants")
                : null);
    }

    /// <summary>The demanded groups that were not there; a meeting counts only when none is missing.</summary>
    public static IReadOnlyList<LabelledText> GroupsMissing(Workflow w, Answer.Meeting meeting) =>
        [.. (w.Template.Meetings?.Groups ?? []).Where(g => meeting.Participants.GetValueOrDefault(g.Id) == 0)];

    private static Rejection? OfDecision(Answer.Decision decision, DateOnly today) =>
        Required(decision.Number, "number", "Give the decision's number.")
        ?? NotAfter(decision.Date, today, "date")
        ?? (decision.Outcome is DecisionOutcome.Approved
            ? null
            : Required(decision.Text, "text", "Say why it was returned or rejected."));

    private static Rejection? OfProposals(StepKind.Proposals kind, Answer.Proposals proposals)
    {
        if (proposals.Changes.Count == 0)
            return Required(proposals.NoneBecause, "noneBecause", "Propose a change, or say why there are none.");
        foreach (var change in proposals.Changes)
        {
            if (kind.Levels.All(l => l.Id != change.Level))
                return Refusals.Answer("answer.unknown-level", $"There is no level '{change.Level}'. Use: {string.Join(", ", kind.Levels.Select(l => l.Id))}.", "level");
            if ((Required(change.Target, "target", "Say what the change concerns.")
                ?? Required(change.Change, "change", "Say what should change.")
                ?? Required(change.Reason, "reason", "Give each change its reason.")) is { } missing)
                return missing;
        }

        return null;
    }

    /// <summary>Held against the day of the visit, so that the answer can still be corrected when the day has gone by.</summary>
    private static Rejection? OfRecommendation(VisitRecommendation recommendation, DateOnly visited) =>
        Required(recommendation.Change, "recommendations", "Say what is recommended, or leave it out.")
        ?? (recommendation.Due is { } due ? RecommendationCommands.CheckDue(due, visited, "recommendations") : null);

    private static Rejection? OfField(Field field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return field.Required ? Refusals.Answer("field.missing", $"'{field.Title.En}' is missing.", field.Id) : null;
        return field.Type switch
        {
            FieldType.Number when !decimal.TryParse(value, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) =>
                Refusals.Answer("field.not-a-number", $"'{field.Title.En}' needs a number such as 12.5.", field.Id),
            FieldType.Number when field.Minimum is { } minimum && decimal.Parse(value, CultureInfo.InvariantCulture) < minimum =>
                Refusals.Answer("field.too-small", $"'{field.Title.En}' must be {minimum} or more.", field.Id),
            FieldType.Date when !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) =>
                Refusals.Answer("field.not-a-date", $"'{field.Title.En}' needs a date such as 2018-03-31.", field.Id),
            FieldType.YesNo when value is not ("yes" or "no") =>
                Refusals.Answer("field.not-yes-or-no", $"'{field.Title.En}' needs yes or no.", field.Id),
            FieldType.YesNo when field.MustBeYes && value == "no" =>
                Refusals.Answer("field.must-be-yes", $"'{field.Title.En}' must be yes. Answer when it is so; if it cannot be, tell the coordinator.", field.Id),
            FieldType.Choice when !field.OpenList && field.Options.All(o => o.Id != value) =>
                Refusals.Answer("field.unknown-choice", $"'{field.Title.En}' needs one of: {string.Join(", ", field.Options.Select(o => o.Id))}.", field.Id),
            _ => null,
        };
    }

    private static Rejection? UnknownField(Step step, Submission submission) =>
        submission.Fields.Keys.FirstOrDefault(id => step.Fields.All(f => f.Id != id)) is { } unknown
            ? Refusals.Answer("field.unknown", $"This task has no field '{unknown}'. Remove it.", unknown)
            : null;

    private static Rejection? MissingEvidence(Step step, Submission submission) =>
        step.Evidence.FirstOrDefault(e => submission.Evidence.All(given => given.Id != e.Id)) is { } missing
            ? Refusals.Answer("evidence.missing", $"The document '{missing.Name.En}' is missing. Upload it and name it in evidence.", missing.Id)
            : submission.Evidence.FirstOrDefault(given => step.Evidence.All(e => e.Id != given.Id)) is { } unknown
                ? Refusals.Answer("evidence.unknown", $"This task asks for no document '{unknown.Id}'. Remove it.", unknown.Id)
                : null;

    internal static Rejection? NotAfter(DateOnly date, DateOnly today, string field) =>
        date > today
            ? Refusals.Answer("answer.in-future", $"{date:yyyy-MM-dd} has not come yet (today is {today:yyyy-MM-dd}). Answer when it has been done.", field)
            : null;

    internal static Rejection? Required(string? text, string field, string remedy) =>
        string.IsNullOrWhiteSpace(text) ? Refusals.Answer("answer.incomplete", remedy, field) : null;
}
