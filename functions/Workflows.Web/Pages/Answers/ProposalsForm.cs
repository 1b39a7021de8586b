using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

internal sealed class ProposalsForm : AnswerForm<Answer.Proposals>
{
    public const string Prefix = "proposal";

    public static FormRows RowsIn(FormState form) => new(form, Prefix, ["level", "target", "change", "reason"]);

    public static IReadOnlyList<Choice> Levels(AnswerContext c) =>
        [.. ((StepKind.Proposals)c.Step.Kind).Levels.Select(l => new Choice(l.Id, l.Name.In(c.Language)))];

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var rows = RowsIn(form);
        var changes = new List<Proposal>();
        foreach (var (i, row) in rows.Written.Index())
        {
            string Field(string field) => FormRows.Name(Prefix, row, field);
            if (Levels(c).All(l => l.Value != rows[row, "level"]))
                form.Wrong(Field("level"), c.Say("Wrong_Level", i + 1));
            changes.Add(new(
                rows[row, "level"],
                form.Needed(Field("target"), c, "Wrong_Target", i + 1),
                form.Needed(Field("change"), c, "Wrong_Change", i + 1),
                form.Needed(Field("reason"), c, "Wrong_Reason", i + 1)));
        }

        if (changes.Count == 0)
            form.Needed("none", c, "Wrong_NoProposals");
        else if (form["none"].Length > 0)
            form.Wrong("none", c.Say("Wrong_BothProposals"));
        return new Answer.Proposals(changes, changes.Count == 0 ? form["none"] : null);
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Proposals? last)
    {
        var rows = RowsIn(form);
        rows.Count = last?.Changes.Count ?? 1;
        foreach (var (i, change) in (last?.Changes ?? []).Index())
            (rows[i + 1, "level"], rows[i + 1, "target"], rows[i + 1, "change"], rows[i + 1, "reason"]) = (change.Level, change.Target, change.Change, change.Reason);
        form["none"] = last?.NoneBecause ?? "";
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Proposals answer, AnswerContext c)
    {
        var levels = Levels(c);
        return
        [
            .. answer.Changes.Select((p, i) => Typed.Row(
                c.Say("Proposal", i + 1),
                $"{levels.FirstOrDefault(l => l.Value == p.Level)?.Label ?? p.Level}: {p.Target}\n{p.Change}\n{c.Say("Reason_Said", p.Reason)}")),
            .. Typed.OptionalRow(c.Say("No_Proposals"), answer.NoneBecause),
        ];
    }
}
