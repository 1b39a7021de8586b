using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class VisitForm : AnswerForm<Answer.Visit>
{
    private const string Report = "doc-report";

    public override IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [new(Report, c.Say("Visit_Report"))];

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (date, findings) = (form.NeededDay("date", c, "Wrong_VisitDate"), form.Needed("findings", c, "Wrong_Findings"));
        return DocumentSlots.Needed(form, Report, c, c.Say("Visit_Report")) is { } report ? new Answer.Visit(date, findings, report) : null;
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Visit? last)
    {
        form["date"] = last is null ? "" : Typed.Date(last.Date);
        form["findings"] = last?.Findings ?? "";
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Visit answer, AnswerContext c) =>
        [new(c.Say("Visit_Date"), CivilDate.Format(answer.Date, c.Language, DateStyle.Weekday)), Typed.Row(c.Say("Findings"), answer.Findings)];

    protected override IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(Answer.Visit answer) => [(Report, answer.Report)];
}
