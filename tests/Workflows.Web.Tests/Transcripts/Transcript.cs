using System.Text;
using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Web.Tests.Transcripts;

/// <summary>
/// Plays one workflow from its opening to its end as a text to be read: everybody answers at ten on the day a task is due, and the
/// coordinator accepts at once.
/// </summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private WorkflowState _state = WorkflowState.Initial;
    private DateTimeOffset _now;

    private Transcript(DateOnly start) => _now = CivilTime.MorningOf(start);

    private Workflow Workflow => WorkflowViews.WorkflowOf(_state)!;

    public static string Of(Strategy strategy, Template template, string name, int year, DateOnly start)
    {
        var transcript = new Transcript(start);
        transcript.Run(new WorkflowCommand.Open(StrategyDecider.IdOf(strategy, name, year), template, WorkflowContext.Of(strategy, year)));
        while (transcript._state is WorkflowState.Running)
            transcript.GoOn();
        return transcript._text.ToString();
    }

    private void GoOn()
    {
        var due = Workflow.Tasks.Values.Where(t => t.IsOwed).Select(t => (DateOnly?)t.Deadline.Due).Min();
        var answering = due is { } day ? Later(CivilTime.MorningOf(day).AddHours(2), _now) : DateTimeOffset.MaxValue;
        var waking = WorkflowDecider.NextWakeUp(_state) ?? DateTimeOffset.MaxValue;
        if (waking <= answering)
        {
            _now = Later(waking, _now);
            Run(new WorkflowCommand.Tick());
            return;
        }

        _now = answering;
        foreach (var id in Workflow.Tasks.Values.Where(t => t.IsOwed && t.Deadline.Due <= due).Select(t => t.Id).ToList())
            Answer(id);
    }

    private void Answer(TaskId id)
    {
        var task = Workflow.Tasks[id];
        if (!task.IsOwed)
            return;
        Run(new WorkflowCommand.Submit(id, ValidAnswers.For(Workflow, task, CivilTime.DateOf(_now))), Actor.Of(task.Owner));
        if (_state is WorkflowState.Running && Workflow.Tasks[id].Status is Core.Engine.TaskStatus.Submitted)
            Run(new WorkflowCommand.Accept(id, null), Actor.Coordinator("coordinator"));
    }

    private void Run(WorkflowCommand command, Actor? actor = null)
    {
        var decided = WorkflowDecider.Decide(_state, command, actor ?? Actor.System, _now);
        if (decided is Decided<WorkflowEvent>.Refused { Rejection: var rejection })
            throw new InvalidOperationException($"{_now:u} {command}: {rejection.Code} {rejection.Message}");
        foreach (var e in ((Decided<WorkflowEvent>.Events)decided).List)
        {
            _state = WorkflowFold.Evolve(_state, e);
            var line = $"{CivilTime.DateOf(_now):yyyy-MM-dd ddd}  {EventFormat.Write(e).Name,-22} {Detail(e)}";
            _text.Append(line.TrimEnd()).Append('\n');
        }
    }

    private static string Detail(WorkflowEvent e) => e switch
    {
        WorkflowOpened x => $"{x.Workflow} by {x.Template.Id} {x.Template.Version}",
        StepOpened x => x.Step.Value,
        TaskAssigned x => $"{x.Task} to {x.Owner}, due {x.Deadline.Due:yyyy-MM-dd}, grace {x.Deadline.Grace:MM-dd}, closed {x.Deadline.Closed:MM-dd}",
        AnswerSubmitted x => $"{x.Task} {AnswerNames.Of(x.Received.Submission.Answer)} {x.Received.Standing}",
        AnswerAccepted x => x.Task.Value,
        TaskLapsed x => x.Task.Value,
        TaskWithdrawn x => $"{x.Task} {x.Cause}",
        TaskEscalated x => $"{x.Task} to {x.To}",
        StepPassed x => $"{x.Step} {WorkflowNames.Of(new StepStatus.Passed(x.On, x.Passing))}",
        RemindersDue x => string.Join("; ", x.Reminders.Select(r => $"{r.To}: {string.Join(' ', r.Owed.Concat(r.ToAccept))}")),
        RecommendationRaised x => x.Recommendation,
        RecommendationAssigned x => $"{x.Recommendation} to {x.Owner}, due {x.Due:yyyy-MM-dd}",
        RecommendationEscalated x => $"{x.Recommendation} to {x.To}",
        RecommendationSettled x => $"{x.Recommendation} {x.Fate}",
        WorkflowCompleted or WorkflowRejected => "",
        _ => throw new InvalidOperationException($"A plain year has no {e.GetType().Name}."),
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
