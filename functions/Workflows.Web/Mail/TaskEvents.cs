using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;

namespace Workflows.Web.Mail;

/// <summary>The calendar events of a task, its deadline and the meeting it is about, and of a recommendation.</summary>
internal sealed class TaskEvents(MailSettings settings, TaskLinks links, Language language)
{
    /// <summary>How long a meeting takes in calendars when its plan names no end.</summary>
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    public CalendarEvent Deadline(Workflow w, WorkflowTask task, long sequence, DateTimeOffset stamp, bool cancelled)
    {
        var title = TitleOf(w, task);
        return new(
            MailIdentity.DeadlineUid(w.Id, task.Id, settings.Domain),
            sequence,
            stamp,
            new CalendarTime.Day(task.Deadline.Due),
            MailText.In(language, "Event_Due", title),
            string.Join("\n\n", Parts(w, task)),
            null,
            links.To(w.Id, task.Id),
            settings.From,
            cancelled);
    }

    public CalendarEvent Meeting(Workflow w, WorkflowTask task, MeetingPlan plan, long sequence, DateTimeOffset stamp, bool cancelled) => new(
        MailIdentity.MeetingUid(w.Id, task.Id, settings.Domain),
        sequence,
        stamp,
        new CalendarTime.Hours(plan.Date, plan.Time, plan.Until - plan.Time ?? UsualLength),
        MailText.In(language, "Event_Meeting", TitleOf(w, task)),
        plan.Agenda ?? "",
        plan.Place,
        null,
        settings.From,
        cancelled);

    /// <param name="due">Its own due day.</param>
    public CalendarEvent Recommendation(StrategyId strategy, RegisteredRecommendation recommendation, DateOnly due, long sequence, DateTimeOffset stamp) => new(
        MailIdentity.RecommendationUid(recommendation.Workflow, recommendation.Id, settings.Domain),
        sequence,
        stamp,
        new CalendarTime.Day(due),
        MailText.In(language, "Event_Recommendation", recommendation.Proposal.Change.ReplaceLineEndings(" ")),
        $"{recommendation.Proposal.Target}\n\n{recommendation.Proposal.Reason}",
        null,
        links.All ?? new(settings.Site, $"strategies/{strategy}/recommendations"),
        settings.From,
        Cancelled: false);

    private IEnumerable<string> Parts(Workflow w, WorkflowTask task)
    {
        if (w.StepOf(task) is { } step)
            yield return step.Help.In(language);
        yield return $"{MailText.In(language, "Row_How")}: {DeadlineWords.How(w, task.Deadline, language)}.";
        yield return links.To(w.Id, task.Id).AbsoluteUri;
    }

    private string TitleOf(Workflow w, WorkflowTask task) => w.StepOf(task)?.Title.In(language) ?? task.Step.Value;
}
