using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.SelfHost.Simulation;

/// <summary>
/// One municipality on a clock of its own that jumps from one thing that happens to the next, until every workflow of its strategy
/// has ended. Institutions, coordinator and council act through the same runners as real ones do.
/// </summary>
internal sealed class SimulatedMunicipality
{
    private readonly Strategy _strategy;
    private readonly StreamId _stream;
    private readonly IReadOnlyDictionary<TemplateId, Template> _templates;
    private readonly Chance _chance;
    private readonly Answers _answers;
    private readonly WorkflowRunner _workflows;
    private readonly StrategyRunner _strategies;
    private readonly WorkingCalendar _calendar;
    private readonly Actor _coordinator;
    private readonly VirtualAgenda _agenda = new();
    private readonly Dictionary<StreamId, DateTimeOffset?> _wakeUps = [];
    private readonly Dictionary<WorkflowId, Workflow> _running = [];
    private readonly Dictionary<(WorkflowId, TaskId), Manner> _manners = [];

    public SimulatedMunicipality(
        Strategy strategy, IReadOnlyDictionary<TemplateId, Template> templates, Chance chance, IEventStore store, IDocumentStore documents)
    {
        (_strategy, _templates, _chance) = (strategy, templates, chance);
        _stream = StreamId.Of(strategy.Id);
        _answers = new(new(documents, strategy.Municipality.Id), strategy.Cases);
        Tally = new(strategy.Period);
        var tallied = new TalliedEvents(store, Saved);
        (_workflows, _strategies) = (new(tallied), new(tallied));
        _calendar = WorkingCalendar.Bulgaria(strategy.OneOffDays);
        _coordinator = Actor.Coordinator(strategy.Coordinator.Value);
    }

    public Tally Tally { get; }

    /// <summary>Workflows that have not ended a year and a half after the strategy's last year: something in them cannot end.</summary>
    public IEnumerable<WorkflowId> Stuck => _running.Keys.Order();

    private DateTimeOffset Now => _agenda.Now;

    private DateOnly Today => CivilTime.DateOf(Now);

    /// <param name="happened">Called after each thing that happened.</param>
    /// <param name="until">Where the clock stops in the middle of it all; null plays to the end.</param>
    public async Task Play(Func<DateTimeOffset, ValueTask> happened, CancellationToken cancellation, DateTimeOffset? until = null)
    {
        var period = _strategy.Period;
        _agenda.Plan(OfficeHour(_calendar.NextWorkingDay(new(period.FirstYear, 1, 2)), "registration"), new Act.Register());
        PlanCases();
        var end = CivilTime.EndOf(new(period.LastYear + 2, 6, 30));
        while (_agenda.Next(until < end ? until.Value : end) is { } act)
        {
            cancellation.ThrowIfCancellationRequested();
            await Perform(act);
            await happened(Now);
        }
    }

    private Task Perform(Act act) => act switch
    {
        Act.Register => Run(new StrategyCommand.Register(_strategy), _coordinator),
        Act.StartCase x => Run(new StrategyCommand.StartCase(x.Template, x.Name), _coordinator),
        Act.Wake x when !(_wakeUps[x.Stream] <= Now) => Task.CompletedTask,
        Act.Wake { Workflow: { } workflow } => Run(workflow, new WorkflowCommand.Tick(), Actor.System),
        Act.Wake => Run(new StrategyCommand.Tick(), Actor.System),
        Act.CallMeeting x => Owed(x.Workflow, x.Task) is var (w, task) ? CallMeeting(w, task) : Task.CompletedTask,
        Act.Answer x => Owed(x.Workflow, x.Task) is var (w, task) ? Answer(w, task) : Task.CompletedTask,
        Act.Extend x => Owed(x.Workflow, x.Task) is var (w, task) ? Extend(w, task, task.Deadline.Due) : Task.CompletedTask,
        Act.Review x => Review(x.Workflow, x.Task),
        _ => throw new InvalidOperationException($"Nobody performs {act}."),
    };

    private (Workflow Workflow, WorkflowTask Task)? Owed(WorkflowId workflow, TaskId task) =>
        _running.TryGetValue(workflow, out var w) && w.Tasks[task] is { IsOwed: true } owed ? (w, owed) : null;

    private Task CallMeeting(Workflow w, WorkflowTask task)
    {
        var chance = ChanceOf(w.Id, task);
        var date = Later(_calendar.AddWorkingDays(Today, 5), _calendar.AddWorkingDays(task.Deadline.Due, -chance.Of("meeting").Between(0, 3)));
        _agenda.Plan(OfficeHour(date, $"{task.Id}"), new Act.Answer(w.Id, task.Id));
        var agenda = w.StepOf(task)!.Title.Bg;
        return Run(w.Id, new WorkflowCommand.ScheduleMeeting(task.Id, new(date, new(14, 0), Answers.Place, agenda)), Actor.Of(task.Owner));
    }

    private async Task Answer(Workflow w, WorkflowTask task)
    {
        if (task.Deadline.StandingOn(Today) is DeadlineStanding.Closed)
        {
            await Extend(w, task, Today);
            return;
        }

        var submission = await _answers.To(w, w.StepOf(task)!, task, Today, _chance.Of($"{w.Id}/{task.Id}"));
        await Run(w.Id, new WorkflowCommand.Submit(task.Id, submission), Actor.Of(task.Owner));
    }

    private Task Extend(Workflow w, WorkflowTask task, DateOnly from) =>
        Run(w.Id, new WorkflowCommand.Extend(task.Id, _calendar.AddWorkingDays(from, 5), "Данните още се събират."), _coordinator);

    private Task Review(WorkflowId workflow, TaskId id)
    {
        if (!_running.TryGetValue(workflow, out var w) || w.Tasks[id] is not { Status: TaskStatus.Submitted } task)
            return Task.CompletedTask;
        var isReturned = task.Received is [{ Submission.Answer: Core.Engine.Answer.Document or Core.Engine.Answer.Values or Core.Engine.Answer.Visit }]
            && ChanceOf(workflow, task).Of("returned").Percent(8);
        return isReturned
            ? Run(workflow, new WorkflowCommand.Return(id, "Моля, проверете и допълнете данните."), _coordinator)
            : Run(workflow, new WorkflowCommand.Accept(id, null), _coordinator);
    }

    private async Task Run(StrategyCommand command, Actor actor)
    {
        foreach (var e in Done(await _strategies.Run(_stream, command, actor, Now)).Events)
        {
            if (e is StrategyEvent.WorkflowStarted x)
                await Run(x.Workflow, new WorkflowCommand.Open(x.Workflow, _templates[x.Template], WorkflowContext.Of(_strategy, x.Year)), Actor.System);
        }
    }

    private async Task Run(WorkflowId workflow, WorkflowCommand command, Actor actor)
    {
        var done = Done(await _workflows.Run(StreamId.Of(workflow), command, actor, Now));
        var w = WorkflowViews.WorkflowOf(done.After.State)!;
        foreach (var e in done.Events)
        {
            Tally.Count(w, e);
            Follow(w, e);
        }

        if (done.After.State is WorkflowState.Running)
            _running[workflow] = w;
        else
            _running.Remove(workflow);
    }

    private static RunResult<TState, TEvent>.Done Done<TState, TEvent>(RunResult<TState, TEvent> result) => result switch
    {
        RunResult<TState, TEvent>.Done done => done,
        RunResult<TState, TEvent>.Refused refused => throw new InvalidOperationException($"The simulation did what is refused: {refused.Rejection}"),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };

    private void Follow(Workflow w, WorkflowEvent e)
    {
        switch (e)
        {
            case WorkflowEvent.TaskAssigned x:
                PlanAnswer(w, w.Tasks[x.Task]);
                break;
            case WorkflowEvent.AnswerReturned x:
                PlanAnswer(w, w.Tasks[x.Task]);
                break;
            case WorkflowEvent.TaskExtended x:
                PlanAnswer(w, w.Tasks[x.Task]);
                break;
            case WorkflowEvent.TaskEscalated x:
                Urge(w, w.Tasks[x.Task], x.Level);
                break;
            case WorkflowEvent.AnswerSubmitted x when w.Tasks[x.Task].Status is TaskStatus.Submitted:
                var day = _calendar.AddWorkingDays(Today, ChanceOf(w.Id, w.Tasks[x.Task]).Of("review").Between(1, 3));
                _agenda.Plan(OfficeHour(day, $"review {x.Task}"), new Act.Review(w.Id, x.Task));
                break;
        }
    }

    private void PlanAnswer(Workflow w, WorkflowTask task)
    {
        var (step, chance) = (w.StepOf(task)!, ChanceOf(w.Id, task));
        if (step.Kind is StepKind.Meeting)
        {
            _agenda.Plan(OfficeHour(_calendar.AddWorkingDays(Today, chance.Of("call").Between(1, 3)), $"{task.Id}"), new Act.CallMeeting(w.Id, task.Id));
            return;
        }

        var manner = _manners[(w.Id, task.Id)] = Respondent.MannerOf(step, task, chance);
        if (manner is Manner.AsksForTime)
            _agenda.Plan(OfficeHour(_calendar.AddWorkingDays(task.Deadline.Due, -1), $"{task.Id}"), new Act.Extend(w.Id, task.Id));
        else if (Respondent.DayOf(manner, task.Deadline, Today, _calendar, chance) is { } day)
            _agenda.Plan(OfficeHour(day, $"{task.Id}"), new Act.Answer(w.Id, task.Id));
    }

    /// <summary>Those who waited to be urged answer a day or two later.</summary>
    private void Urge(Workflow w, WorkflowTask task, int level)
    {
        var wakes = _manners.GetValueOrDefault((w.Id, task.Id)) switch
        {
            Manner.WaitsForEscalation => level == 1,
            Manner.WaitsForLastEscalation => level == w.StepOf(task)!.Escalations.Count,
            _ => false,
        };
        if (wakes)
        {
            var day = _calendar.AddWorkingDays(Today, ChanceOf(w.Id, task).Of("urged").Between(1, 2));
            _agenda.Plan(OfficeHour(day, $"{task.Id}"), new Act.Answer(w.Id, task.Id));
        }
    }

    /// <summary>One case of each kind a year, some time between February and September.</summary>
    private void PlanCases()
    {
        var period = _strategy.Period;
        for (var year = period.FirstYear; year <= period.LastYear; year++)
        {
            foreach (var template in _strategy.Cases)
            {
                var name = $"case-{year}";
                var chance = _chance.Of($"{template} {name}");
                var day = _calendar.NextWorkingDay(new(year, chance.Of("month").Between(2, 9), chance.Of("day").Between(1, 28)));
                _agenda.Plan(OfficeHour(day, $"{template} {name}"), new Act.StartCase(template, name));
            }
        }
    }

    /// <summary>Time is moved on as the index of due times says, which the runner writes with each commit.</summary>
    private void Saved(Commit commit)
    {
        var workflow = commit.Stream == _stream ? (WorkflowId?)null : WorkflowId.Create(commit.Stream.Value);
        Tally.Count(commit);
        if (commit.WakeUp is { } at && _wakeUps.GetValueOrDefault(commit.Stream) != at)
            _agenda.Plan(at, new Act.Wake(commit.Stream, workflow));
        _wakeUps[commit.Stream] = commit.WakeUp;
    }

    private Chance ChanceOf(WorkflowId workflow, WorkflowTask task) => _chance.Of($"{workflow}/{task.Id}/{task.Received.Count}");

    /// <summary>Between nine and five in Sofia.</summary>
    private DateTimeOffset OfficeHour(DateOnly day, string name) =>
        CivilTime.MorningOf(day).AddMinutes(_chance.Of($"{name} {day:yyyy-MM-dd}").Between(60, 540));

    private static T Later<T>(T one, T other)
        where T : IComparable<T> => one.CompareTo(other) > 0 ? one : other;
}
