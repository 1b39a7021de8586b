using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>
/// An institution's calendar to subscribe to: the deadlines of all that it owes, the recommendations it is to carry out, and the meetings it is
/// invited to. Calendars read it every few hours at best, so it reminds nobody.
/// </summary>
public sealed class CalendarFeed(MailSettings settings, TaskLinks links)
{
    /// <summary>How often readers are asked to read it.</summary>
    private const string Refresh = "PT6H";

    /// <param name="workflows">Those of the strategy that are open, with the versions of their streams.</param>
    /// <param name="history">Of the strategy: what was recommended outlasts its workflow.</param>
    /// <param name="now">In UTC.</param>
    /// <param name="recipients">The reader's own links; without them events lead to the pages for those who sign in.</param>
    /// <returns>An iCalendar object, <c>text/calendar; charset=utf-8</c>.</returns>
    public string Write(
        StrategyHistory history, Institution institution, IEnumerable<Versioned<WorkflowState>> workflows, Language language, DateTimeOffset now, TaskLinks? recipients = null)
    {
        var strategy = history.Strategy;
        var events = new TaskEvents(settings, recipients ?? links, language);
        var name = MailText.In(language, "Feed_Name", strategy.Municipality.Name.In(language), institution.Name.In(language));
        return CalendarObject.Write(
            CalendarObject.Publish,
            [
                ("NAME", CalendarLines.Escape(name)),
                ("X-WR-CALNAME", CalendarLines.Escape(name)),
                ("REFRESH-INTERVAL;VALUE=DURATION", Refresh),
                ("X-PUBLISHED-TTL", Refresh),
            ],
            [
                .. workflows.SelectMany(w => EventsOf(w, events, institution.Id, now)),
                .. from recommendation in history.Recommendations.OwedBy(institution.Id)
                   from due in recommendation.Due is { } day ? [day] : Array.Empty<DateOnly>()
                   select events.Recommendation(strategy.Id, recommendation, due, history.VersionOf(recommendation.Workflow), now),
            ]);
    }

    private static IEnumerable<CalendarEvent> EventsOf(
        Versioned<WorkflowState> workflow, TaskEvents events, InstitutionId institution, DateTimeOffset now)
    {
        if (WorkflowViews.WorkflowOf(workflow.State) is not { } w)
            yield break;
        foreach (var task in w.Tasks.Values.Where(t => t.IsOwed))
        {
            if (task.Owner == institution)
                yield return events.Deadline(w, task, workflow.Version, now, cancelled: false);
            if (task.Meeting is { } plan && w.Context.Find(institution) is not null)
                yield return events.Meeting(w, task, plan, workflow.Version, now, cancelled: false);
        }
    }
}
