using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>The names of answers in the API and in refusals.</summary>
public static class AnswerNames
{
    public static string Of(Answer answer) => answer switch
    {
        Answer.Team => "team",
        Answer.Values => "values",
        Answer.Meeting => "meeting",
        Answer.Visit => "visit",
        Answer.Document => "document",
        Answer.Opinion => "opinion",
        Answer.Decision => "decision",
        Answer.Publication => "publication",
        Answer.Proposals => "proposals",
        Answer.Evaluation => "evaluation",
        Answer.Done => "done",
        _ => throw new InvalidOperationException($"Unknown answer {answer}."),
    };

    public static string AskedFor(StepKind kind) => kind switch
    {
        StepKind.FormTeam => "team",
        StepKind.CollectIndicators => "values",
        StepKind.Meeting => "meeting",
        StepKind.Visit => "visit",
        StepKind.Report or StepKind.Plan => "document",
        StepKind.Opinion => "opinion",
        StepKind.Decision => "decision",
        StepKind.Publish => "publication",
        StepKind.Proposals => "proposals",
        StepKind.Evaluation => "evaluation",
        StepKind.Activity => "done",
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };
}
