using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Says what happened in a workflow.</summary>
/// <param name="w">As it stands now, which knows what its steps, tasks and institutions are called.</param>
internal sealed class TrailWords(Workflow w, Language language)
{
    public TrailLine Of(WorkflowEvent e) => e switch
    {
        WorkflowOpened x => Line("WorkflowOpened", T(x.Template.Title), x.Template.Version, x.Context.Year),
        StepOpened x => Line("StepOpened", Step(x.Step)),
        TaskAssigned x => About(x.Task, "TaskAssigned", x.Service is { } s ? $"{Step(x.Step)} – {Service(s)}" : Step(x.Step), Name(x.Owner), Date(x.Deadline.Due)),
        MeetingScheduled x => About(x.Task, "MeetingScheduled", Task(x.Task), Date(x.Plan.Date), x.Plan.Time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)) with { Said = Joined(x.Plan.Place, x.Plan.Agenda) },
        AnswerSubmitted x => About(x.Task, $"AnswerSubmitted_{x.Received.Standing}", Task(x.Task), x.Received.Number),
        AnswerAccepted x => About(x.Task, "AnswerAccepted", Task(x.Task), x.Number) with { Said = x.Note },
        AnswerReturned x => About(x.Task, "AnswerReturned", Task(x.Task), x.Number, Date(x.Deadline.Due)) with { Said = x.Reason },
        AnswerCorrected x => About(x.Task, "AnswerCorrected", Task(x.Task), x.Replaces, x.Received.Number) with { Said = x.Reason },
        SecureDeliveryRecorded x => About(x.Task, "SecureDeliveryRecorded", Task(x.Task), x.Number, x.Delivery),
        TaskExtended x => About(x.Task, "TaskExtended", Task(x.Task), Date(x.Deadline.Due)) with { Said = x.Reason },
        TaskReassigned x => About(x.Task, "TaskReassigned", Title(x.Task), Name(x.From), Name(x.To)) with { Said = x.Reason },
        TaskWaived x => About(x.Task, "TaskWaived", Task(x.Task)) with { Said = x.Reason },
        TaskWithdrawn x => About(x.Task, $"TaskWithdrawn_{x.Cause}", Task(x.Task)),
        TaskLapsed x => About(x.Task, "TaskLapsed", Task(x.Task)),
        TaskEscalated x => About(x.Task, "TaskEscalated", Task(x.Task), Name(x.To)),
        DeadlineMoved x => About(x.Task, $"DeadlineMoved_{x.Cause}", Task(x.Task), Date(x.Deadline.Due)),
        StepPassed { Passing: Passing.Waived waived } x => Line("StepPassed_Waived", Step(x.Step)) with { Said = waived.Reason },
        StepPassed x => Line($"StepPassed_{x.Passing.GetType().Name}", Step(x.Step)),
        StepsReopened x => Line("StepsReopened", string.Join(", ", x.Steps.Select(Step)), Step(x.Because)) with { Said = x.Reason },
        Commented { Task: { } task } x => About(task, "Commented_Task", Task(task)) with { Said = x.Text },
        Commented x => Line("Commented") with { Said = x.Text },
        RemindersDue { Reminders.Count: 0 } x => Line("RemindersDue_None", Date(x.On)),
        RemindersDue x => Line("RemindersDue", string.Join(", ", x.Reminders.Select(r => $"{Name(r.To)} ({r.Owed.Count + r.ToAccept.Count + (r.Recommendations?.Count ?? 0)})"))),
        RecommendationRaised x => About(x.Origin, "RecommendationRaised", Task(x.Origin)) with { Said = Joined(x.Proposal.Change, x.Proposal.Reason) },
        RecommendationAssigned x => Line("RecommendationAssigned", x.Recommendation, Name(x.Owner), Date(x.Due)),
        RecommendationEscalated x => Line("RecommendationEscalated", x.Recommendation, Name(x.To)),
        RecommendationSettled x => Line(
            x.Decision is null ? $"RecommendationSettled_{x.Fate}" : $"RecommendationSettled_{x.Fate}_Decision", x.Recommendation, x.Decision ?? "") with
        { Said = x.Note },
        ContextChanged => Line("ContextChanged"),
        WorkflowMigrated x => Line("WorkflowMigrated", x.FromVersion, x.Template.Version),
        WorkflowSuspended x => Line("WorkflowSuspended") with { Said = x.Reason },
        WorkflowResumed => Line("WorkflowResumed"),
        WorkflowCompleted => Line("WorkflowCompleted"),
        WorkflowRejected x => Line("WorkflowRejected", Step(x.Step)),
        WorkflowCancelled x => Line("WorkflowCancelled") with { Said = x.Reason },
        _ => throw new InvalidOperationException($"Nobody said how {e.GetType().Name} is told."),
    };

    /// <summary>
    /// Whether somebody did it. Everything else follows from time and from what was done, and is written down with the next command, whoever
    /// gives that.
    /// </summary>
    public static bool IsDeed(WorkflowEvent e, Actor by) => e switch
    {
        // An answer that nobody has to accept accepts itself.
        AnswerAccepted => by.Coordinates,
        StepPassed { Passing: Passing.Waived } => true,
        AnswerSubmitted or AnswerReturned or AnswerCorrected or SecureDeliveryRecorded or MeetingScheduled or Commented => true,
        TaskExtended or TaskReassigned or TaskWaived or RecommendationAssigned or RecommendationSettled => true,
        WorkflowMigrated or WorkflowSuspended or WorkflowResumed or WorkflowCancelled => true,
        _ => false,
    };

    /// <summary>Whose a task is, with the service where it is about one.</summary>
    public static string Owner(Workflow w, WorkflowTask task, Language language)
    {
        var owner = w.Context.Find(task.Owner)?.Name.In(language) ?? task.Owner.Value;
        return task.Service is { } id && w.Context.Services.FirstOrDefault(s => s.Id == id) is { } service ? $"{owner} – {service.Name.In(language)}" : owner;
    }

    private string Task(TaskId id) => w.Tasks.TryGetValue(id, out var task) ? $"{Title(id)} ({Owner(w, task, language)})" : id.Value;

    private string Title(TaskId id) => w.Tasks.TryGetValue(id, out var task) ? Step(task.Step) : id.Value;

    private string Step(StepId id) => w.Template.Find(id) is { } step ? T(step.Title) : id.Value;

    private string Name(InstitutionId id) => w.Context.Find(id) is { } found ? T(found.Name) : id.Value;

    private string Service(ServiceId id) => w.Context.Services.FirstOrDefault(s => s.Id == id) is { } found ? T(found.Name) : id.Value;

    private string Date(DateOnly date) => CivilDate.Format(date, language);

    private string T(LocalText text) => text.In(language);

    private TrailLine About(TaskId task, string key, params object[] arguments) =>
        Line(key, arguments) with { Task = w.Tasks.ContainsKey(task) ? task : null };

    private TrailLine Line(string key, params object[] arguments) => new(Texts.In<CyclesText>(language, $"E_{key}", arguments));

    private static string? Joined(params string?[] parts) => string.Join("\n", parts.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } text ? text : null;
}

/// <param name="Said">Somebody's own words, in the language that they wrote in.</param>
/// <param name="Task">Whose page tells more.</param>
public sealed record TrailLine(string Text, string? Said = null, TaskId? Task = null);
