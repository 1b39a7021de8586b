using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>The evaluation by a team from outside.</summary>
internal sealed class EvaluationForm : AnswerForm<Answer.Evaluation>
{
    public const string Prefix = "evaluator";

    private const string Inception = "doc-inception", Report = "doc-report";

    public static FormRows RowsIn(FormState form) => new(form, Prefix, ["name", "organisation", "institution"]);

    public override IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [new(Inception, c.Say("Inception")), new(Report, c.Say("Evaluation_Report"))];

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (number, date) = (form.Needed("contract-number", c, "Wrong_ContractNumber"), form.NeededDay("contract-date", c, "Wrong_ContractDate"));
        var rows = RowsIn(form);
        var evaluators = new List<Evaluator>();
        foreach (var (i, row) in rows.Written.Index())
        {
            string Field(string field) => FormRows.Name(Prefix, row, field);
            var known = c.Workflow.Context.Participants.FirstOrDefault(p => p.Id.Value == rows[row, "institution"]);
            if (known is { Implements: true })
                form.Wrong(Field("institution"), c.Say("Wrong_NotExternal", i + 1));
            evaluators.Add(new(
                form.Needed(Field("name"), c, "Wrong_EvaluatorName", i + 1), form.Needed(Field("organisation"), c, "Wrong_Organisation", i + 1), known?.Id));
        }

        if (evaluators.Count == 0)
            form.Wrong(FormRows.Name(Prefix, 1, "name"), c.Say("Wrong_EvaluatorName", 1));
        var (inception, report) = (DocumentSlots.Needed(form, Inception, c, c.Say("Inception")), DocumentSlots.Needed(form, Report, c, c.Say("Evaluation_Report")));
        return inception is not null && report is not null ? new Answer.Evaluation(number, date, evaluators, inception, report) : null;
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Evaluation? last)
    {
        (form["contract-number"], form["contract-date"]) = (last?.ContractNumber ?? "", last is null ? "" : Typed.Date(last.ContractDate));
        var rows = RowsIn(form);
        rows.Count = last?.Evaluators.Count ?? 1;
        foreach (var (i, evaluator) in (last?.Evaluators ?? []).Index())
            (rows[i + 1, "name"], rows[i + 1, "organisation"], rows[i + 1, "institution"]) = (evaluator.Name, evaluator.Organisation, evaluator.Institution?.Value ?? "");
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Evaluation answer, AnswerContext c) =>
    [
        Typed.Row(c.Say("Contract_Number"), answer.ContractNumber),
        new(c.Say("Contract_Date"), CivilDate.Format(answer.ContractDate, c.Language, DateStyle.Weekday)),
        .. answer.Evaluators.Select((e, i) => Typed.Row(c.Say("Evaluator", i + 1), $"{e.Name}\n{e.Organisation}")),
    ];

    protected override IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(Answer.Evaluation answer) =>
        [(Inception, answer.Inception), (Report, answer.Report)];
}
