using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Web.Mail;

/// <summary>What a mail shows of a task: what is asked, why, by when, and how that day came about.</summary>
internal sealed class TaskCards(Language language, InstitutionId reader, TaskLinks links)
{
    /// <summary>For the one who is to do it.</summary>
    public MailBlock.Card Asked(Workflow w, WorkflowTask task) =>
        Card(w, task, [.. Subject(w, task), .. Meeting(task), .. Asks(w, task), .. Due(w, task)]);

    /// <summary>For somebody who is to know that another owes it.</summary>
    public MailBlock.Card OwedByAnother(Workflow w, WorkflowTask task) =>
        Card(w, task, [Owner(w, task), .. Subject(w, task), .. Why(w, task), .. Due(w, task)]);

    /// <summary>For the coordinator, of an answer that waits.</summary>
    public MailBlock.Card ToAccept(Workflow w, WorkflowTask task) =>
        Card(w, task, [Owner(w, task), .. Subject(w, task), .. task.Received is [.., var last] ? [Row("Row_Answered", Date(CivilTime.DateOf(last.At)))] : Nothing]);

    /// <summary>Of a recommendation, for the one who is to carry it out.</summary>
    public MailBlock.Card ToCarryOut(Workflow w, Recommendation recommendation) => Card(w, recommendation, Nothing);

    /// <summary>Of a recommendation, for somebody who is to know that another has not carried it out.</summary>
    public MailBlock.Card LeftByAnother(Workflow w, Recommendation recommendation) =>
        Card(w, recommendation, recommendation.Owner is { } owner ? [Row("Row_Owner", NameOf(w, owner))] : Nothing);

    /// <summary>With nothing to do in it any more.</summary>
    public MailBlock.Card Finished(Workflow w, WorkflowTask task) => Card(w, task, [.. Subject(w, task), .. Why(w, task)]);

    /// <summary>What was received: number, moment and the hash of every document, so that it can be proved years later.</summary>
    public MailBlock.Card ReceiptOf(Workflow w, WorkflowTask task, Received answer) => Card(
        w,
        task,
        [
            Row("Row_Receipt", ReceiptNumber.Of(w.Id, task.Id, answer.Number)),
            Row("Row_Received", Pages.Figures.Moment(answer.At, language)),
            .. Subject(w, task),
            .. NamedDocuments.In(answer.Submission).DistinctBy(d => d.Hash).Select(d => Row("Row_Document", Text("Document", d.Name, d.Hash))),
            .. answer.SecureDelivery is { } delivery ? [Row("Row_Secure", delivery)] : Nothing,
            .. Why(w, task),
        ]);

    public MailBlock.Card MeetingOf(Workflow w, WorkflowTask task) => Card(w, task, [.. Meeting(task), .. Why(w, task)]);

    /// <summary>What was answered, where others are told of it: a decision or a publication.</summary>
    public MailBlock.Card Outcome(Workflow w, WorkflowTask task) =>
        Card(w, task, [.. Answered(task), .. Why(w, task)]);

    public string TitleOf(Workflow w, WorkflowTask task) => w.StepOf(task)?.Title.In(language) ?? task.Step.Value;

    public string NameOf(Workflow w, InstitutionId institution) => w.Context.Find(institution)?.Name.In(language) ?? institution.Value;

    private static IEnumerable<MailRow> Nothing => [];

    private MailBlock.Card Card(Workflow w, WorkflowTask task, IReadOnlyList<MailRow> rows) =>
        new(TitleOf(w, task), rows, MayOpen(w, task) ? new(Text("Open_Task"), links.To(w.Id, task.Id)) : null);

    /// <summary>A task is shown to its owner and to the coordinator; others are told all there is for them in the mail.</summary>
    private bool MayOpen(Workflow w, WorkflowTask task) => reader == task.Owner || reader == w.Context.Coordinator;

    private MailBlock.Card Card(Workflow w, Recommendation recommendation, IEnumerable<MailRow> owner) => new(
        Text("Recommendation_Title"),
        [
            .. owner,
            Row("Row_Change", recommendation.Proposal.Change),
            Row("Row_Because", recommendation.Proposal.Reason),
            Row("Row_From", Text("From_Workflow", w.Template.Title.In(language), w.Context.Year)),
            .. recommendation.Decision is { } decision ? [Row("Row_Decision", decision)] : Nothing,
            .. recommendation.Due is { } due ? [Row("Row_Due", Date(due))] : Nothing,
        ],
        null);

    private MailRow Owner(Workflow w, WorkflowTask task) => Row("Row_Owner", NameOf(w, task.Owner));

    private IEnumerable<MailRow> Subject(Workflow w, WorkflowTask task)
    {
        if (task.Service is { } id)
            yield return Row("Row_Service", w.Context.Services.FirstOrDefault(s => s.Id == id)?.Name.In(language) ?? id.Value);
        if (task.Number > 1)
            yield return Row("Row_Number", task.Number.ToString(CultureInfo.InvariantCulture));
    }

    private IEnumerable<MailRow> Meeting(WorkflowTask task)
    {
        if (task.Meeting is not { } plan)
            yield break;
        yield return Row("Row_When", MomentOf(plan));
        yield return Row("Row_Where", plan.Place);
        if (plan.Agenda is { } agenda)
            yield return Row("Row_Agenda", agenda);
    }

    private IEnumerable<MailRow> Asks(Workflow w, WorkflowTask task) =>
        w.StepOf(task) is { } step ? [Row("Row_Asked", step.Help.In(language)), .. Why(w, task)] : [];

    private IEnumerable<MailRow> Why(Workflow w, WorkflowTask task) =>
        w.StepOf(task) is { } step && Source(step.Source) is { Length: > 0 } source ? [Row("Row_Why", source)] : [];

    private string Source(StepSource source) =>
        string.Join(
            '\n',
            new[]
            {
                source.Place is null ? source.Document : Text("Source", source.Document ?? "", source.Place),
                source.Basis?.In(language),
            }.Where(part => part is not null));

    private IEnumerable<MailRow> Due(Workflow w, WorkflowTask task)
    {
        var deadline = task.Deadline;
        var how = Capital(DeadlineWords.How(w, deadline, language));
        return
        [
            Row("Row_Due", Date(deadline.Due)),
            Row("Row_How", w.StepOf(task) is { DueIsChoice: true } ? Text("Due_Choice", how) : how),
            Row("Row_Late", AfterDue(deadline)),
        ];
    }

    private string AfterDue(Deadline deadline) => (deadline.Grace > deadline.Due, deadline.Closed > deadline.Grace) switch
    {
        (true, true) => Text("Late_Grace", Date(deadline.Grace), Date(deadline.Closed)),
        (true, false) => Text("Late_GraceOnly", Date(deadline.Grace)),
        (false, true) => Text("Late_Closed", Date(deadline.Closed)),
        (false, false) => Text("Late_Never"),
    };

    private IEnumerable<MailRow> Answered(WorkflowTask task) => task.Received is not [.., var last] ? [] : last.Submission.Answer switch
    {
        Answer.Decision x =>
        [
            Row("Row_Outcome", Text($"Outcome_{x.Outcome}")),
            Row("Row_Decided", Text("Decided", x.Number, CivilDate.Format(x.Date, language))),
            .. x.Text is { } text ? [Row("Row_Text", text)] : Nothing,
        ],
        Answer.Publication x =>
        [
            Row("Row_Published", CivilDate.Format(x.Date, language)),
            Row("Row_Places", string.Join('\n', x.Places)),
        ],
        _ => [],
    };

    public string MomentOf(MeetingPlan plan) =>
        plan.Until is { } until
            ? Text("Moment_Until", Date(plan.Date), Time(plan.Time), Time(until))
            : Text("Moment", Date(plan.Date), Time(plan.Time));

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private string Date(DateOnly date) => CivilDate.Format(date, language, DateStyle.Weekday);

    private MailRow Row(string label, string text) => new(Text(label), text);

    private string Text(string key, params object[] arguments) => MailText.In(language, key, arguments);

    private static string Capital(string phrase) => phrase.Length == 0 ? phrase : char.ToUpperInvariant(phrase[0]) + phrase[1..];
}
