using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class VisitForm : AnswerForm<Answer.Visit>
{
    public const string Prefix = "recommendation";

    private const string Report = "doc-report";

    public static FormRows RowsIn(FormState form) => new(form, Prefix, ["change", "due"]);

    public override IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [new(Report, c.Say("Visit_Report"))];

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (date, findings) = (form.NeededDay("date", c, "Wrong_VisitDate"), form.Needed("findings", c, "Wrong_Findings"));
        var recommendations = Recommended(form, c, date);
        return DocumentSlots.Needed(form, Report, c, c.Say("Visit_Report")) is { } report
            ? new Answer.Visit(date, findings, report, recommendations.Count == 0 ? null : recommendations)
            : null;
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Visit? last)
    {
        form["date"] = last is null ? "" : Typed.Date(last.Date);
        form["findings"] = last?.Findings ?? "";
        var rows = RowsIn(form);
        rows.Count = last?.Recommendations?.Count ?? 1;
        foreach (var (i, recommendation) in (last?.Recommendations ?? []).Index())
            (rows[i + 1, "change"], rows[i + 1, "due"]) = (recommendation.Change, recommendation.Due is { } due ? Typed.Date(due) : "");
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Visit answer, AnswerContext c) =>
    [
        new(c.Say("Visit_Date"), CivilDate.Format(answer.Date, c.Language, DateStyle.Weekday)),
        Typed.Row(c.Say("Findings"), answer.Findings),
        .. (answer.Recommendations ?? []).Select((r, i) => Typed.Row(
            c.Say("Recommended", i + 1), r.Due is { } due ? $"{r.Change}\n{c.Say("Recommended_By", CivilDate.Format(due, c.Language))}" : r.Change)),
    ];

    protected override IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(Answer.Visit answer) => [(Report, answer.Report)];

    private static List<VisitRecommendation> Recommended(FormState form, AnswerContext c, DateOnly visited)
    {
        var rows = RowsIn(form);
        var recommended = new List<VisitRecommendation>();
        foreach (var (i, row) in rows.Written.Index())
        {
            var (typed, due) = (rows[row, "due"], Typed.Date(rows[row, "due"]));
            if (typed.Length > 0 && (due is null || due < visited))
                form.Wrong(FormRows.Name(Prefix, row, "due"), c.Say("Wrong_RecommendedDue", i + 1));
            recommended.Add(new(form.Needed(FormRows.Name(Prefix, row, "change"), c, "Wrong_Recommended", i + 1), due));
        }

        return recommended;
    }
}
