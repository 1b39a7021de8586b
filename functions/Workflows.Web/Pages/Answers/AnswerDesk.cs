using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Api;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;
using Workflows.Web.Pages.Tasks;
using Workflows.Web.Sheets;

namespace Workflows.Web.Pages.Answers;

/// <summary>Keeps an answer while it is being written: takes up what was begun, adds what comes in, and makes the submission of it.</summary>
internal sealed class AnswerDesk(IDrafts drafts, IDocumentStore documents, EarlierAnswers earlier, TaskSheets sheets, PageContext page, TimeProvider time)
{
    /// <summary>The field that says why an approved answer is corrected.</summary>
    public const string Why = "reason-of-correction";

    /// <summary>All values of a draft together, in characters.</summary>
    private const int Most = 1_000_000;

    private static readonly string[] NotContent = ["__RequestVerificationToken", "button", "seen"];

    public async ValueTask<AnswerContext> Context(TaskAccess access, ReachedTask found, CancellationToken cancellation) =>
        await earlier.Add(new(access, found, page.Language, page.Clock.Today), cancellation) with
        {
            LastTotals = await sheets.LastTotals(found.Workflow, found.Task, cancellation),
        };

    /// <summary>What was begun and not sent; null when nothing was, or when the task has been answered since.</summary>
    public async ValueTask<Draft?> Find(AnswerContext c, CancellationToken cancellation) =>
        await drafts.Find(KeyOf(c), cancellation) is { } draft && draft.After == c.Task.Received.Count ? draft : null;

    /// <summary>The form as it was left, or with what is known.</summary>
    public async ValueTask<FormState> Form(AnswerContext c, CancellationToken cancellation) =>
        await Find(c, cancellation) is { } draft ? new(draft.Values) : Begin(c);

    /// <summary>
    /// The form with what was posted in it. It is kept when it says more than the form did at first, right or wrong, so that nothing typed is lost;
    /// what no record could hold is an error and is not kept.
    /// </summary>
    public async ValueTask<FormState> Take(AnswerContext c, PostedForm posted, Action<FormState>? then, CancellationToken cancellation)
    {
        var form = await Form(c, cancellation);
        foreach (var (field, value) in posted.State.Values)
        {
            if (NotContent.Contains(field) || field.StartsWith(DocumentSlots.Mark, StringComparison.Ordinal))
                continue;
            // Line ends as text has them everywhere else here.
            form[field] = value.ReplaceLineEndings("\n");
            if (value.Length > BodyLimits.Text)
                form.Wrong(field, c.Say("Wrong_TooLong", BodyLimits.Text));
            else if (value.Any(ch => char.IsControl(ch) && ch is not ('\n' or '\r' or '\t')))
                form.Wrong(field, c.Say("Wrong_Control"));
        }

        if (form.Values.Sum(v => v.Key.Length + v.Value.Length) > Most)
            form.Wrong("", c.Say("Wrong_Much"));
        if (!form.IsValid)
            return form;
        await DocumentSlots.Upload(posted, form, c, documents, cancellation);
        then?.Invoke(form);
        if (SaysMore(c, form) || await Find(c, cancellation) is not null)
            await drafts.Save(new(KeyOf(c), c.Workflow.Context.Municipality, c.Task.Received.Count, time.GetUtcNow(), form.Values), cancellation);
        return form;
    }

    /// <summary>Keeps values that came in a sheet in the place of those that were typed; whatever else was begun stays.</summary>
    public async ValueTask TakeValues(AnswerContext c, Answer.Values values, CancellationToken cancellation)
    {
        var form = new FormState((await Form(c, cancellation)).Values.Where(v => !ValuesForm.Owns(v.Key)).ToDictionary());
        new ValuesForm().Fill(form, c, values);
        await drafts.Save(new(KeyOf(c), c.Workflow.Context.Municipality, c.Task.Received.Count, time.GetUtcNow(), form.Values), cancellation);
    }

    /// <summary>Whether anything was written that the form did not hold at first.</summary>
    public static bool SaysMore(AnswerContext c, FormState form)
    {
        var first = Begin(c);
        return form.Values.Any(v => !v.Key.EndsWith("-rows", StringComparison.Ordinal) && v.Value.Trim() != first[v.Key]);
    }

    /// <summary>What would be submitted; null, with errors in the form, when it would be refused.</summary>
    public Submission? Read(AnswerContext c, FormState form)
    {
        var answer = AnswerForm.Of(c.Step.Kind).Read(form, c);
        var fields = AnswerFields.Read(c.Step.Fields, form, c.Language);
        var evidence = DocumentSlots.Evidence(form, c);
        var secure = SecureDelivery.Read(form, c);
        if (!form.IsValid || answer is null)
            return null;
        var submission = new Submission(answer, fields, evidence, secure);
        // The engine says the last word, and says it before anything is sent.
        switch (WorkflowDecider.Decide(c.Found.State, Command(c, form, submission), c.Access.Caller.Actor, time.GetUtcNow()))
        {
            case Decided<WorkflowEvent>.Refused refused:
                form.Wrong(refused.Rejection.Code == "reason.missing" ? Why : "", RefusedText.In(c.Language, refused.Rejection));
                return null;
            case Decided<WorkflowEvent>.Events { List: var events } when c.Corrects && !events.Any(e => e is WorkflowEvent.AnswerCorrected):
                form.Wrong("", c.Say("Wrong_Nothing"));
                return null;
            default:
                return submission;
        }
    }

    /// <summary>What sending does: the task is answered, or its approved answer corrected.</summary>
    public static WorkflowCommand Command(AnswerContext c, FormState form, Submission submission) => c.Corrects
        ? new WorkflowCommand.Correct(c.Task.Id, submission, form[Why])
        : new WorkflowCommand.Submit(c.Task.Id, submission);

    /// <summary>The same form sent twice is one answer.</summary>
    public static CommandKey KeyOf(AnswerContext c, FormState form) => new(Hash($"form\n{KeyOf(c)}\n{Print(c, form)}"), Print(c, form));

    /// <summary>Tells whether two forms say the same.</summary>
    public static string Print(AnswerContext c, FormState form) =>
        Hash($"{c.Task.Received.Count}\n{string.Join('\n', form.Values.Where(v => v.Value.Length > 0).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))}");

    public ValueTask Remove(AnswerContext c, CancellationToken cancellation) => drafts.Remove(KeyOf(c), cancellation);

    private static FormState Begin(AnswerContext c)
    {
        var (form, last) = (new FormState(), c.Task.Received is [.., var received] ? received.Submission : null);
        AnswerForm.Of(c.Step.Kind).Fill(form, c, last?.Answer);
        if (last is null)
            return form;
        AnswerFields.Fill(form, c.Step.Fields, last);
        foreach (var (slot, document) in DocumentSlots.In(c, last))
            form[slot] = DocumentSlots.Kept(document);
        SecureDelivery.Fill(form, last.SecureDelivery);
        return form;
    }

    private static DraftKey KeyOf(AnswerContext c) => new(c.Access.Holder, c.Workflow.Id, c.Task.Id);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
