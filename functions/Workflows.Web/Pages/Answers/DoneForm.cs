using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class DoneForm : AnswerForm<Answer.Done>
{
    public override Answer? Read(FormState form, AnswerContext c) => new Answer.Done(form.Needed("note", c, "Wrong_Note"));

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Done? last) => form["note"] = last?.Note ?? "";

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Done answer, AnswerContext c) => [Typed.Row(c.Say("Note"), answer.Note)];
}
