using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>One kind of answer between its form and the record. The engine checks again what is read here.</summary>
internal abstract class AnswerForm
{
    public static AnswerForm Of(StepKind kind) => kind switch
    {
        StepKind.FormTeam => new TeamForm(),
        StepKind.CollectIndicators => new ValuesForm(),
        StepKind.Meeting => new MeetingForm(),
        StepKind.Visit => new VisitForm(),
        StepKind.Report or StepKind.Plan => new DocumentForm(),
        StepKind.Opinion => new OpinionForm(),
        StepKind.Decision => new DecisionForm(),
        StepKind.Publish => new PublicationForm(),
        StepKind.Proposals => new ProposalsForm(),
        StepKind.Evaluation => new EvaluationForm(),
        StepKind.Activity => new DoneForm(),
        _ => throw new InvalidOperationException($"No form asks for {kind}."),
    };

    /// <summary>Writes what is known into the form.</summary>
    /// <param name="last">What the task was answered with; null before its first answer.</param>
    public abstract void Fill(FormState form, AnswerContext c, Answer? last);

    /// <summary>What the form says; null, with errors in the form, when it does not say all that is asked.</summary>
    public abstract Answer? Read(FormState form, AnswerContext c);

    /// <summary>The answer in words, its documents apart.</summary>
    public abstract IEnumerable<SummaryRow> Rows(Answer answer, AnswerContext c);

    /// <summary>The documents that the answer itself needs.</summary>
    public virtual IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [];

    /// <summary>The answer's documents by their slots.</summary>
    public virtual IEnumerable<(string Slot, DocumentRef Document)> Documents(Answer answer) => [];
}

internal abstract class AnswerForm<TAnswer> : AnswerForm
    where TAnswer : Answer
{
    public sealed override void Fill(FormState form, AnswerContext c, Answer? last) => FillFrom(form, c, last as TAnswer);

    public sealed override IEnumerable<SummaryRow> Rows(Answer answer, AnswerContext c) => RowsOf((TAnswer)answer, c);

    public sealed override IEnumerable<(string Slot, DocumentRef Document)> Documents(Answer answer) => DocumentsOf((TAnswer)answer);

    protected abstract void FillFrom(FormState form, AnswerContext c, TAnswer? last);

    protected abstract IEnumerable<SummaryRow> RowsOf(TAnswer answer, AnswerContext c);

    protected virtual IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(TAnswer answer) => [];
}
