using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>A team that an order forms: as many seats as the template has, each for somebody of a role.</summary>
internal sealed class TeamForm : AnswerForm<Answer.Team>
{
    public const string Prefix = "member";

    /// <summary>The role of each seat; null where anybody of the strategy may sit.</summary>
    public static IReadOnlyList<RoleId?> Seats(AnswerContext c)
    {
        var kind = (StepKind.FormTeam)c.Step.Kind;
        var seats = kind.Composition.OrderBy(r => r.Key.Value, StringComparer.Ordinal).SelectMany(r => Enumerable.Repeat<RoleId?>(r.Key, r.Value)).ToList();
        return [.. seats, .. Enumerable.Repeat<RoleId?>(null, Math.Max(0, kind.Members - seats.Count))];
    }

    public static IReadOnlyList<Participant> From(AnswerContext c, RoleId? role) =>
        role is { } known ? [.. c.Workflow.Context.InRole(known)] : c.Workflow.Context.Participants;

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (number, date) = (form.Needed("order-number", c, "Wrong_OrderNumber"), form.NeededDay("order-date", c, "Wrong_OrderDate"));
        var members = new List<TeamMember>();
        foreach (var (i, role) in Seats(c).Index())
        {
            string Field(string field) => FormRows.Name(Prefix, i + 1, field);
            var name = form.Needed(Field("name"), c, "Wrong_MemberName", i + 1);
            if (From(c, role).FirstOrDefault(p => p.Id.Value == form[Field("institution")]) is not { } institution)
                form.Wrong(Field("institution"), c.Say("Wrong_MemberInstitution", i + 1));
            else
                members.Add(new(name, institution.Id, form[Field("conflict")] is { Length: > 0 } conflict ? conflict : null));
        }

        return form.IsValid ? new Answer.Team(number, date, members) : null;
    }

    /// <summary>Begins with last year's members; the order is a new one. Each sits where their institution has a seat.</summary>
    protected override void FillFrom(FormState form, AnswerContext c, Answer.Team? last)
    {
        (form["order-number"], form["order-date"]) = (last?.OrderNumber ?? "", last is null ? "" : Typed.Date(last.OrderDate));
        var left = ((last ?? c.LastYear as Answer.Team)?.Members ?? []).ToList();
        foreach (var (i, role) in Seats(c).Index())
        {
            var possible = From(c, role);
            var member = left.Find(m => possible.Any(p => p.Id == m.Institution));
            if (member is not null)
                left.Remove(member);
            form[FormRows.Name(Prefix, i + 1, "name")] = member?.Name ?? "";
            form[FormRows.Name(Prefix, i + 1, "institution")] = member?.Institution.Value ?? (possible is [var only] ? only.Id.Value : "");
            form[FormRows.Name(Prefix, i + 1, "conflict")] = member?.Conflict ?? "";
        }
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Team answer, AnswerContext c) =>
    [
        Typed.Row(c.Say("Order_Number"), answer.OrderNumber),
        new(c.Say("Order_Date"), CivilDate.Format(answer.OrderDate, c.Language, DateStyle.Weekday)),
        .. answer.Members.Select((m, i) => Typed.Row(
            c.Say("Member", i + 1),
            string.Join('\n', new[] { m.Name, Typed.Name(c.Workflow, m.Institution, c.Language), m.Conflict is { } ties ? c.Say("Conflict_Said", ties) : null }.OfType<string>()))),
    ];
}
