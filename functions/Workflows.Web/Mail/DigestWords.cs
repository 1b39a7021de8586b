using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using static Workflows.Web.Mail.MailBlock;

namespace Workflows.Web.Mail;

/// <summary>One mail for a recipient and a day with all that waits: what is to be answered, what is overdue, what is to be accepted.</summary>
internal sealed class DigestWords(Language language, TaskCards cards)
{
    public (string Subject, IReadOnlyList<MailBlock> Blocks) Of(MailOrder order)
    {
        var day = CivilTime.DateOf(order.OwedAt);
        var reminded = order.Items.Where(i => i.Mail.Kind is MailKind.Reminder).ToList();
        var owed = reminded.SelectMany(i => Tasks(i, i.Mail.Tasks)).OrderBy(t => t.Task.Deadline.Due).ToList();
        var toAccept = reminded.SelectMany(i => Tasks(i, i.Mail.ToAccept)).ToList();
        var recommended = Recommended(reminded);
        var escalations = order.Items.Where(i => i.Mail.Kind is MailKind.Escalation).ToList();
        var (escalated, unfulfilled) = (escalations.SelectMany(i => Tasks(i, i.Mail.Tasks)).ToList(), Recommended(escalations));
        IReadOnlyList<MailBlock> blocks =
        [
            .. owed.Count + toAccept.Count + recommended.Count > 0 ? Intro(order, day) : [],
            .. Section("Reminder_Overdue", owed.Where(t => t.Task.Deadline.Due < day), cards.Asked),
            .. Section("Reminder_Owed", owed.Where(t => t.Task.Deadline.Due >= day), cards.Asked),
            .. Section("Reminder_ToAccept", toAccept, cards.ToAccept),
            .. recommended.Count > 0 ? [new Heading(Text("Recommendation_Heading")), .. recommended.Select(r => cards.ToCarryOut(r.Workflow, r.Recommendation))] : Array.Empty<MailBlock>(),
            .. escalated.Count > 0 ? Section("Escalation_Heading", escalated, cards.OwedByAnother, Text("Escalation_Intro")) : [],
            .. unfulfilled.Count > 0
                ? [new Heading(Text("Recommendation_Late_Heading")), new Paragraph(Text("Recommendation_Late_Intro")), .. unfulfilled.Select(r => cards.LeftByAnother(r.Workflow, r.Recommendation))]
                : Array.Empty<MailBlock>(),
        ];
        var subject = (recommended, unfulfilled, owed.Count + toAccept.Count + escalated.Count) switch
        {
            ([], [], _) => Subject(day, owed, toAccept, escalated),
            ([var one], [], 0) => Text("Recommendation_Subject", Date(one.Recommendation.Due ?? day)),
            ([], [var one], 0) => Text("Recommendation_Late_Subject", Date(one.Recommendation.Due ?? day)),
            (_, _, var tasks) => Text("Digest_Both_Subject", Date(day), tasks + recommended.Count + unfulfilled.Count),
        };
        return (subject, blocks);
    }

    private IEnumerable<MailBlock> Intro(MailOrder order, DateOnly day) =>
        [new Paragraph(Text("Reminder_Intro", Date(day), order.To.Name.In(language)))];

    /// <summary>A digest of one thing is named by that thing.</summary>
    private string Subject(DateOnly day, List<Told> owed, List<Told> toAccept, List<Told> escalated) => (owed, toAccept, escalated) switch
    {
        ([var one], [], []) => Named("Reminder_Subject", one),
        ([], [var one], []) => Named("Accept_Subject", one),
        ([], [], [var one]) => Named("Escalation_Subject", one),
        _ => Text("Digest_Subject", Date(day), owed.Count + toAccept.Count + escalated.Count),
    };

    private string Named(string key, Told told) => Text(key, cards.TitleOf(told.Workflow, told.Task), Date(told.Task.Deadline.Due));

    private IEnumerable<MailBlock> Section(
        string heading, IEnumerable<Told> tasks, Func<Workflow, WorkflowTask, Card> card, string? remark = null)
    {
        var shown = tasks.Select(t => card(t.Workflow, t.Task)).ToList();
        if (shown.Count == 0)
            return [];
        return [new Heading(Text(heading)), .. remark is null ? Array.Empty<MailBlock>() : [new Paragraph(remark)], .. shown];
    }

    private static IEnumerable<Told> Tasks(MailItem item, IReadOnlyList<TaskId> ids) =>
        ids.Where(item.Workflow.Tasks.ContainsKey).Select(id => new Told(item.Workflow, item.Workflow.Tasks[id]));

    private static List<(Workflow Workflow, Recommendation Recommendation)> Recommended(IEnumerable<MailItem> items) =>
    [
        .. items
            .SelectMany(i => (i.Mail.Recommendations ?? []).Where(i.Workflow.Recommendations.ContainsKey).Select(id => (i.Workflow, Id: id)))
            .DistinctBy(r => (r.Workflow.Id, r.Id))
            .Select(r => (r.Workflow, r.Workflow.Recommendations[r.Id])),
    ];

    private string Date(DateOnly date) => CivilDate.Format(date, language);

    private string Text(string key, params object[] arguments) => MailText.In(language, key, arguments);

    private sealed record Told(Workflow Workflow, WorkflowTask Task);
}
