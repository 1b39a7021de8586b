using Workflows.Core.Engine;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>A meeting that counts.</summary>
/// <param name="Present">How many of each group.</param>
public sealed record MeetingFact(
    WorkflowId Workflow, LocalText WorkflowTitle, DateOnly Date, LocalText Occasion, string Place, IReadOnlyList<GroupPresent> Present, DocumentRef Minutes)
{
    public int People => Present.Sum(p => p.People);

    internal static IEnumerable<MeetingFact> Of(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is TaskStatus.Accepted
        let step = w.StepOf(task)
        where step?.Kind is StepKind.Meeting
        let answer = task.Received[^1].Submission.Answer as Answer.Meeting
        where answer is not null
        orderby answer.Date, task.Id
        select new MeetingFact(
            w.Id,
            w.Template.Title,
            answer.Date,
            Names.Of(w.Template.Meetings?.Occasions ?? [], ((StepKind.Meeting)step.Kind).Occasion),
            answer.Place,
            [.. answer.Participants.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new GroupPresent(Names.Of(w.Template.Meetings?.Groups ?? [], p.Key), p.Value))],
            answer.Minutes);
}

public sealed record GroupPresent(LocalText Group, int People);

/// <summary>The meetings that a workflow demands against those that were held or waived.</summary>
public sealed record MeetingBalance(WorkflowId Workflow, LocalText WorkflowTitle, int Held, int Waived, int Minimum)
{
    internal static MeetingBalance? Of(Workflow w) =>
        w.Template.Meetings is { } demand && WorkflowViews.Meetings(w) is var (held, waived)
            ? new(w.Id, w.Template.Title, held, waived, demand.Minimum)
            : null;
}

/// <summary>A visit to a service that was made.</summary>
public sealed record VisitFact(WorkflowId Workflow, DateOnly Date, ServiceId Service, LocalText ServiceName, LocalText Provider, string Findings, DocumentRef Report)
{
    internal static IEnumerable<VisitFact> Of(Workflow w) =>
        from task in w.Tasks.Values
        where task.Status is TaskStatus.Accepted && task.Service is not null
        let answer = task.Received[^1].Submission.Answer as Answer.Visit
        where answer is not null
        orderby answer.Date, task.Id
        let id = task.Service.GetValueOrDefault()
        let service = w.Context.Services.FirstOrDefault(s => s.Id == id)
        select new VisitFact(
            w.Id,
            answer.Date,
            id,
            Names.Service(w, id),
            service is null ? Names.Institution(w, task.Owner) : Names.Institution(w, service.Provider),
            answer.Findings,
            answer.Report);
}
