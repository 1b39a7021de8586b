using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class PublicationForm : AnswerForm<Answer.Publication>
{
    public override Answer? Read(FormState form, AnswerContext c)
    {
        var date = form.NeededDay("date", c, "Wrong_PublishedOn");
        var places = form.Needed("places", c, "Wrong_Places").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Answer.Publication(date, places);
    }

    /// <summary>Published where it was the year before, most likely; the day is asked.</summary>
    protected override void FillFrom(FormState form, AnswerContext c, Answer.Publication? last)
    {
        form["date"] = last is null ? "" : Typed.Date(last.Date);
        form["places"] = string.Join('\n', (last ?? c.LastYear as Answer.Publication)?.Places ?? []);
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Publication answer, AnswerContext c) =>
    [
        new(c.Say("Published_On"), CivilDate.Format(answer.Date, c.Language, DateStyle.Weekday)),
        Typed.Row(c.Say("Places"), string.Join('\n', answer.Places)),
    ];
}
