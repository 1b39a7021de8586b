using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class OpinionForm : AnswerForm<Answer.Opinion>
{
    public override Answer? Read(FormState form, AnswerContext c)
    {
        if (!Enum.TryParse<OpinionVerdict>(form["verdict"], out var verdict) || !Enum.IsDefined(verdict))
        {
            form.Wrong("verdict", c.Say("Wrong_Verdict"));
            return null;
        }

        var text = verdict is OpinionVerdict.Positive ? form["text"] : form.Needed("text", c, "Wrong_OpinionText");
        return new Answer.Opinion(verdict, text.Length > 0 ? text : null);
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Opinion? last) =>
        (form["verdict"], form["text"]) = (last?.Verdict.ToString() ?? "", last?.Text ?? "");

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Opinion answer, AnswerContext c) =>
        [new(c.Say("Verdict"), c.Say($"Verdict_{answer.Verdict}")), .. Typed.OptionalRow(c.Say("Opinion_Text"), answer.Text)];
}
