using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>A report or a plan.</summary>
internal sealed class DocumentForm : AnswerForm<Answer.Document>
{
    private const string File = "doc-file";

    public override IReadOnlyList<DocumentSlot> Slots(AnswerContext c) => [new(File, LabelOf(c))];

    public override Answer? Read(FormState form, AnswerContext c) =>
        DocumentSlots.Needed(form, File, c, LabelOf(c)) is { } file
            ? new Answer.Document(file, form["summary"] is { Length: > 0 } summary ? summary : null)
            : null;

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Document? last) => form["summary"] = last?.Summary ?? "";

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Document answer, AnswerContext c) => Typed.OptionalRow(c.Say("Summary"), answer.Summary);

    protected override IEnumerable<(string Slot, DocumentRef Document)> DocumentsOf(Answer.Document answer) => [(File, answer.File)];

    private static string LabelOf(AnswerContext c) => c.Say(c.Step.Kind is StepKind.Plan ? "File_Plan" : "File_Report");
}
