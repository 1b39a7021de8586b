using System.Globalization;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>The record of a meeting that was held.</summary>
internal sealed class MeetingForm : AnswerForm<Answer.Meeting>
{
    private const string Minutes = "doc-minutes";

    public static string NameOf(LabelledText group) => $"group-{group.Id}";

    public static IReadOnlyList<LabelledText> GroupsOf(AnswerContext c) => c.Workflow.Template.Meetings?.Groups ?? [];

    public override IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [new(Minutes, c.Say("Minutes"))];

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (date, place) = (form.NeededDay("date", c, "Wrong_MeetingDate"), form.Needed("place", c, "Wrong_MeetingPlace"));
        var participants = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in GroupsOf(c))
        {
            if (int.TryParse(form[NameOf(group)], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000)
                participants[group.Id] = number;
            else
                form.Wrong(NameOf(group), c.Say("Wrong_Participants", group.Name.In(c.Language)));
        }

        if (participants.Count > 0 && participants.Values.All(n => n == 0))
            form.Wrong(NameOf(GroupsOf(c)[0]), c.Say("Wrong_Nobody"));
        return DocumentSlots.Needed(form, Minutes, c, c.Say("Minutes")) is { } minutes ? new Answer.Meeting(date, place, participants, minutes) : null;
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Meeting? last)
    {
        // A planned meeting is not asked for again, once its day has come.
        var plan = c.Task.Meeting is { } planned && planned.Date <= c.Today ? planned : null;
        form["date"] = (last?.Date ?? plan?.Date) is { } date ? Typed.Date(date) : "";
        form["place"] = last?.Place ?? c.Task.Meeting?.Place ?? "";
        foreach (var group in GroupsOf(c))
            form[NameOf(group)] = last?.Participants.TryGetValue(group.Id, out var number) is true ? number.ToString(CultureInfo.InvariantCulture) : "";
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Meeting answer, AnswerContext c) =>
    [
        new(c.Say("Meeting_Date"), CivilDate.Format(answer.Date, c.Language, DateStyle.Weekday)),
        Typed.Row(c.Say("Meeting_Place"), answer.Place),
        .. GroupsOf(c).Select(g => new SummaryRow(
            g.Name.In(c.Language), answer.Participants.GetValueOrDefault(g.Id).ToString(CultureInfo.InvariantCulture))),
    ];

    protected override IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(Answer.Meeting answer) => [(Minutes, answer.Minutes)];
}
