using System.Collections.Frozen;
using Workflows.Core;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Why something cannot be done, in the reader's language.</summary>
internal static class Refusal
{
    /// <summary>The codes that a coordinator's forms can meet; others are said in general.</summary>
    public static FrozenSet<string> Known { get; } = new[]
    {
        "workflow.ended", "workflow.suspended", "reason.missing", "task.finished", "task.nothing-submitted", "task.not-accepted",
        "meeting.in-past", "meeting.ends-before", "step.not-open", "step.passed", "deadline.not-later", "deadline.too-far",
        "task.source-fixed", "comment.empty", "template.older", "answer.unchanged", "service.unknown", "idempotency.reused",
    }.ToFrozenSet();

    /// <returns>The form's field that it is about, if it is about one, and what to do.</returns>
    public static (string Field, string Message) Of(Rejection rejection, Language language) => (
        rejection.Data?.GetValueOrDefault("field") ?? "",
        Texts.In<CyclesText>(language, Known.Contains(rejection.Code) ? KeyOf(rejection.Code) : "Refused_Other"));

    public static string KeyOf(string code) => $"Refused_{code.Replace('.', '_').Replace('-', '_')}";
}
