namespace Workflows.Core.Engine;

/// <summary>The documents that an event names.</summary>
public static class NamedDocuments
{
    public static IEnumerable<DocumentRef> In(object e) => e switch
    {
        WorkflowEvent.AnswerSubmitted x => In(x.Received.Submission),
        WorkflowEvent.AnswerCorrected x => In(x.Received.Submission),
        _ => [],
    };

    /// <summary>Those of an answer, with its evidence.</summary>
    public static IEnumerable<DocumentRef> In(Submission submission) =>
        submission.Evidence.Select(e => e.Document).Concat(submission.Answer switch
        {
            Answer.Meeting answer => [answer.Minutes],
            Answer.Visit answer => [answer.Report],
            Answer.Document answer => [answer.File],
            Answer.Evaluation answer => [answer.Inception, answer.Report],
            _ => [],
        });
}
