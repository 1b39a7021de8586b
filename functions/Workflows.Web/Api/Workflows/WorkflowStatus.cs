using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Web.Api;

/// <summary>Where a workflow stands.</summary>
/// <param name="State">running, suspended, completed, rejected or cancelled.</param>
/// <param name="Reason">Why it is suspended or was cancelled.</param>
/// <param name="EndedOn">When it was completed, rejected or cancelled.</param>
/// <param name="Version">The number of its last event.</param>
/// <param name="NextWakeUp">When time next changes something in it, in UTC; left out when nothing is due without somebody acting.</param>
/// <param name="Meetings">Left out when its template demands none.</param>
/// <param name="Steps">Those that apply in its year, in reading order.</param>
/// <param name="Tasks">Of all rounds, by id.</param>
public sealed record WorkflowStatus(
    WorkflowId Id,
    MunicipalityId Municipality,
    StrategyId Strategy,
    int Year,
    LocalText Title,
    TemplateVersion Template,
    string State,
    string? Reason,
    DateOnly OpenedOn,
    DateOnly? EndedOn,
    long Version,
    DateTimeOffset? NextWakeUp,
    MeetingCount? Meetings,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<RecommendationView> Recommendations,
    ClockReading Clock)
{
    internal static WorkflowStatus Of(Versioned<WorkflowState> found, ClockReading clock)
    {
        var w = WorkflowViews.WorkflowOf(found.State)!;
        return new(
            w.Id,
            w.Context.Municipality,
            w.Context.Strategy,
            w.Context.Year,
            w.Template.Title,
            new(w.Template.Id, w.Template.Version),
            WorkflowNames.Of(found.State),
            ReasonOf(found.State),
            w.OpenedOn,
            EndOf(found.State),
            found.Version,
            WorkflowDecider.NextWakeUp(found.State),
            w.Template.Meetings is { } demand ? MeetingCount.Of(w, demand) : null,
            [.. w.ApplyingSteps.Select(s => StepView.Of(w, s))],
            [.. w.Tasks.Values.Select(t => TaskView.Of(w, t, clock.Today))],
            [.. w.Recommendations.Select(r => RecommendationView.Of(r.Key, r.Value))],
            clock);
    }

    private static string? ReasonOf(WorkflowState state) => state switch
    {
        WorkflowState.Suspended s => s.Reason,
        WorkflowState.Cancelled s => s.Reason,
        _ => null,
    };

    private static DateOnly? EndOf(WorkflowState state) => state switch
    {
        WorkflowState.Completed s => s.On,
        WorkflowState.Rejected s => s.On,
        WorkflowState.Cancelled s => s.On,
        _ => null,
    };
}

public sealed record TemplateVersion(TemplateId Id, int Version);

/// <param name="Held">With minutes and every demanded group present.</param>
/// <param name="Waived">By somebody, with a reason.</param>
public sealed record MeetingCount(int Demanded, int Held, int Waived)
{
    internal static MeetingCount Of(Workflow w, MeetingDemand demand)
    {
        var (held, waived) = WorkflowViews.Meetings(w);
        return new(demand.Minimum, held, waived);
    }
}

/// <param name="Kind">Such as <c>report</c>.</param>
/// <param name="Status">waiting, open, done, lapsed or waived.</param>
/// <param name="Owners">The institutions in the roles that the template names.</param>
/// <param name="Round">1 at first; one more each time it has to be done again.</param>
/// <param name="OpensOn">The day on which it opens by itself; left out once it has, and while a step before it has not passed.</param>
/// <param name="OpenedOn">Left out while it waits.</param>
/// <param name="WaivedBy">Who waived it, if anybody did.</param>
/// <param name="WaivedBecause">Why it was waived.</param>
public sealed record StepView(
    StepId Id,
    LocalText Title,
    string Kind,
    string Status,
    IReadOnlyList<Party> Owners,
    IReadOnlyList<StepId> After,
    bool Mandatory,
    int Round,
    DateOnly? OpensOn,
    DateOnly? OpenedOn,
    DateOnly? PassedOn,
    Actor? WaivedBy,
    string? WaivedBecause,
    IReadOnlyList<TaskId> Tasks)
{
    internal static StepView Of(Workflow w, Step step)
    {
        var progress = w.Steps[step.Id];
        var tasks = w.TasksOf(step.Id).ToList();
        var passed = progress.Status as StepStatus.Passed;
        var waived = passed?.How as Passing.Waived;
        return new(
            step.Id,
            step.Title,
            StepKinds.NameOf(step.Kind),
            WorkflowNames.Of(progress.Status),
            [.. step.Owners.SelectMany(w.Context.InRole).Select(Party.Of)],
            [.. step.After.Where(w.Steps.ContainsKey)],
            step.Mandatory,
            progress.Round,
            WorkflowViews.OpensOn(w, step),
            progress.Status is StepStatus.Open open ? open.Since : tasks.Count > 0 ? tasks.Min(t => t.AssignedOn) : null,
            passed?.On,
            waived?.By,
            waived?.Reason,
            [.. tasks.Select(t => t.Id)]);
    }
}

/// <summary>An institution by id and name.</summary>
public sealed record Party(InstitutionId Id, LocalText Name)
{
    internal static Party Of(Participant participant) => new(participant.Id, participant.Name);

    internal static Party Of(Workflow w, InstitutionId id) =>
        w.Context.Find(id) is { } participant ? Of(participant) : new(id, new(id.Value, id.Value));
}

/// <param name="Id">Task and number, such as <c>change-proposals.emo.1</c>.</param>
/// <param name="Fate">Left out while it is open.</param>
/// <param name="Decision">Number of the decision that settled it.</param>
/// <param name="Owner">Who is to carry it out; left out until somebody was named.</param>
public sealed record RecommendationView(
    string Id, TaskId Origin, Proposal Proposal, RecommendationFate? Fate, string? Decision, InstitutionId? Owner, DateOnly? Due)
{
    internal static RecommendationView Of(string id, Recommendation r) => new(id, r.Origin, r.Proposal, r.Fate, r.Decision, r.Owner, r.Due);
}
