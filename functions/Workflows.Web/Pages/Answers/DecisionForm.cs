using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class DecisionForm : AnswerForm<Answer.Decision>
{
    /// <summary>The outcomes, each with what follows from it in this workflow.</summary>
    public static IReadOnlyList<Choice> Outcomes(AnswerContext c)
    {
        var kind = (StepKind.Decision)c.Step.Kind;
        var again = c.Workflow.Template.Find(kind.Reopens)?.Title.In(c.Language) ?? kind.Reopens.Value;
        return
        [
            new($"{DecisionOutcome.Approved}", c.Say("Outcome_Approved")),
            new($"{DecisionOutcome.Returned}", c.Say("Outcome_Returned"), c.Say("Outcome_Returned_Hint", again)),
            new($"{DecisionOutcome.Rejected}", c.Say("Outcome_Rejected"), c.Say(kind.Rejected is Rejected.Ends ? "Outcome_Rejected_Ends" : "Outcome_Rejected_Passes")),
        ];
    }

    public override Answer? Read(FormState form, AnswerContext c)
    {
        if (!Enum.TryParse<DecisionOutcome>(form["outcome"], out var outcome) || !Enum.IsDefined(outcome))
            form.Wrong("outcome", c.Say("Wrong_Outcome"));
        var (number, date) = (form.Needed("number", c, "Wrong_DecisionNumber"), form.NeededDay("date", c, "Wrong_DecisionDate"));
        var text = outcome is DecisionOutcome.Approved ? form["text"] : form.Needed("text", c, "Wrong_DecisionText");
        return new Answer.Decision(outcome, number, date, text.Length > 0 ? text : null);
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Decision? last)
    {
        (form["outcome"], form["number"]) = (last?.Outcome.ToString() ?? "", last?.Number ?? "");
        (form["date"], form["text"]) = (last is null ? "" : Typed.Date(last.Date), last?.Text ?? "");
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Decision answer, AnswerContext c) =>
    [
        new(c.Say("Outcome"), c.Say($"Outcome_{answer.Outcome}")),
        Typed.Row(c.Say("Decision_Number"), answer.Number),
        new(c.Say("Decision_Date"), CivilDate.Format(answer.Date, c.Language, DateStyle.Weekday)),
        .. Typed.OptionalRow(c.Say("Decision_Text"), answer.Text),
    ];
}
