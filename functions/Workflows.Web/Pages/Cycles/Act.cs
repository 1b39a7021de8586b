using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Web.Pages.Cycles.ActControl;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Something that a coordinator does: its form, and the command that the form becomes. The engine decides whether it may be done.</summary>
/// <param name="Name">In addresses; unique within its scope.</param>
/// <param name="IsOffered">Whether there is a point in it now.</param>
/// <param name="Danger">Whether it cannot be taken back.</param>
public sealed record Act(
    string Name,
    ActScope Scope,
    IReadOnlyList<ActInput> Inputs,
    Func<ActSubject, bool> IsOffered,
    Func<ActSubject, ActValues, WorkflowCommand> Command,
    bool Danger = false)
{
    private static readonly ActInput Reason = new("reason", Area);

    public static IReadOnlyList<Act> All { get; } =
    [
        new("accept", ActScope.Task, [new("note", Area, Optional: true)], s => IsRunning(s) && s.Task!.Status is TaskStatus.Submitted,
            (s, v) => new WorkflowCommand.Accept(s.Task!.Id, v.OrNull("note"))),
        new("return", ActScope.Task, [Reason], s => IsRunning(s) && s.Task!.Status is TaskStatus.Submitted,
            (s, v) => new WorkflowCommand.Return(s.Task!.Id, v["reason"])),
        new("schedule", ActScope.Task, [new("date", Date), new("time", Time), new("until", Time, Optional: true), new("place", Line), new("agenda", Area, Optional: true)],
            s => IsUnfinished(s) && s.Asked?.Kind is StepKind.Meeting,
            (s, v) => new WorkflowCommand.ScheduleMeeting(
                s.Task!.Id, new(v.Date("date"), v.Time("time")!.Value, v["place"], v.OrNull("agenda"), v.Time("until")))),
        new("extend", ActScope.Task, [new("due", Date), Reason], IsUnfinished,
            (s, v) => new WorkflowCommand.Extend(s.Task!.Id, v.Date("due"), v["reason"])),
        new("reassign", ActScope.Task, [new("to", Institution), Reason], s => IsUnfinished(s) && s.Asked?.Kind is not StepKind.CollectIndicators,
            (s, v) => new WorkflowCommand.Reassign(s.Task!.Id, new InstitutionId(v["to"]), v["reason"])),
        new("comment", ActScope.Task, [new("text", Area)], _ => true, (s, v) => new WorkflowCommand.Comment(v.Id, s.Task!.Id, v["text"])),
        new("correct", ActScope.Task, [new("note", Area), Reason], s => s.State is not WorkflowState.Suspended and not WorkflowState.Cancelled
            && s.Task!.Status is TaskStatus.Accepted && s.Asked?.Kind is StepKind.Activity,
            (s, v) => new WorkflowCommand.Correct(
                s.Task!.Id, s.Task.Received[^1].Submission with { Answer = new Answer.Done(v["note"]), Fields = v.Fields }, v["reason"])),
        new("waive", ActScope.Task, [Reason], IsUnfinished, (s, v) => new WorkflowCommand.WaiveTask(s.Task!.Id, v["reason"]), Danger: true),

        new("add", ActScope.Step, [new("service", Service)],
            s => IsRunning(s) && s.Step!.Kind is StepKind.Meeting or StepKind.Visit && StatusOf(s) is StepStatus.Open,
            (s, v) => new WorkflowCommand.AddTask(s.Step!.Id, v.OrNull("service") is { } service ? new ServiceId(service) : null)),
        new("waive", ActScope.Step, [Reason], s => IsRunning(s) && StatusOf(s) is not StepStatus.Passed,
            (s, v) => new WorkflowCommand.WaiveStep(s.Step!.Id, v["reason"]), Danger: true),

        new("assign", ActScope.Recommendation, [new("owner", Institution), new("due", Date)],
            s => s.State is not WorkflowState.Suspended && s.Recommended!.IsOpen,
            (s, v) => new WorkflowCommand.AssignRecommendation(s.Recommendation!, new(v["owner"]), v.Date("due"))),
        new("settle", ActScope.Recommendation, [new("fate", Fate), new("decision", Line, Optional: true), new("note", Area, Optional: true)],
            s => s.State is not WorkflowState.Suspended,
            (s, v) => new WorkflowCommand.SettleRecommendation(
                s.Recommendation!, Enum.Parse<RecommendationFate>(v["fate"]), v.OrNull("note"), v.OrNull("decision"))),

        new("comment", ActScope.Workflow, [new("text", Area)], _ => true, (s, v) => new WorkflowCommand.Comment(v.Id, null, v["text"])),
        new("resume", ActScope.Workflow, [], s => s.State is WorkflowState.Suspended, (_, _) => new WorkflowCommand.Resume()),
        new("suspend", ActScope.Workflow, [Reason], IsRunning, (_, v) => new WorkflowCommand.Suspend(v["reason"])),
        new("migrate", ActScope.Workflow, [], s => IsRunning(s) && s.Newer is not null, (s, _) => new WorkflowCommand.Migrate(s.Newer!)),
        new("cancel", ActScope.Workflow, [Reason], s => s.State is WorkflowState.Running or WorkflowState.Suspended,
            (_, v) => new WorkflowCommand.Cancel(v["reason"]), Danger: true),
    ];

    public static Act? Find(ActScope scope, string name) => All.FirstOrDefault(a => a.Scope == scope && a.Name == name);

    /// <summary>The beginning of its keys in <see cref="CyclesText"/>.</summary>
    public string Key => $"Act_{Scope}_{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    private static bool IsRunning(ActSubject s) => s.State is WorkflowState.Running;

    private static bool IsUnfinished(ActSubject s) => IsRunning(s) && !s.Task!.IsFinished;

    private static StepStatus? StatusOf(ActSubject s) => s.Workflow.Steps.TryGetValue(s.Step!.Id, out var progress) ? progress.Status : null;
}

/// <summary>One thing to fill in.</summary>
/// <param name="Name">The control's id; <c>Field_</c> and the name is its label.</param>
public sealed record ActInput(string Name, ActControl Control, bool Optional = false);

public enum ActControl
{
    Line,
    Area,
    Date,
    Time,
    Institution,

    /// <summary>Only for visits.</summary>
    Service,
    Fate,
}
