using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Contracts;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Core.Tests.Engine;

/// <summary>Given what has happened, when somebody commands, then these events follow: the engine's specification reads as stories.</summary>
internal sealed class Story
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new KebabCaseEnums(), new StepMapText() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly List<WorkflowEvent> _all = [];

    public WorkflowState State { get; private set; } = WorkflowState.Initial;

    public DateTimeOffset Now { get; private set; } = Sample.Start;

    public IReadOnlyList<WorkflowEvent> All => _all;

    /// <summary>What the last command led to.</summary>
    public IReadOnlyList<WorkflowEvent> Last { get; private set; } = [];

    public Rejection? Rejection { get; private set; }

    public Workflow Workflow => WorkflowViews.WorkflowOf(State)!;

    public static Story Opened(Template? template = null, int year = 2018) =>
        new Story().When(new WorkflowCommand.Open(Sample.Id, template ?? Sample.Template, Sample.Context(year)), Actor.System);

    public Story On(int year, int month, int day, int hourUtc = 10)
    {
        Now = Sample.At(year, month, day, hourUtc);
        return this;
    }

    public Story Tick() => When(new WorkflowCommand.Tick(), Actor.System);

    public Story When(WorkflowCommand command, Actor? actor = null)
    {
        (Last, Rejection) = WorkflowDecider.Decide(State, command, actor ?? Sample.Coordinator, Now) switch
        {
            Decided<WorkflowEvent>.Events decided => (decided.List, (Rejection?)null),
            Decided<WorkflowEvent>.Refused refused => ([], refused.Rejection),
            _ => throw new InvalidOperationException(),
        };
        State = Last.Aggregate(State, WorkflowFold.Evolve);
        _all.AddRange(Last);
        return this;
    }

    /// <summary>The owner answers as asked, and the coordinator accepts where that is needed.</summary>
    public Story Answer(string task, Answer? answer = null)
    {
        Submit(task, answer);
        Assert.Null(Rejection);
        return Workflow.Tasks[new(task)].Status is Core.Engine.TaskStatus.Submitted ? When(new WorkflowCommand.Accept(new(task), null)) : this;
    }

    public Story Submit(string task, Answer? answer = null, Actor? actor = null)
    {
        var asked = Workflow.Tasks[new(task)];
        var submission = answer is null
            ? ValidAnswers.For(Workflow, asked, CivilTime.DateOf(Now))
            : ValidAnswers.For(Workflow, asked, answer);
        return When(new WorkflowCommand.Submit(asked.Id, submission), actor ?? Actor.Of(asked.Owner));
    }

    /// <summary>Answers whatever is owed, again and again, until nothing is.</summary>
    public Story AnswerAll(params string[] except)
    {
        while (Workflow.Tasks.Values.FirstOrDefault(t => t.IsOwed && !except.Contains(t.Step.Value)) is { } owed)
            Answer(owed.Id.Value);
        return this;
    }

    public void ThenRefused(string code)
    {
        Assert.Equal(code, Rejection?.Code);
        Assert.Empty(Last);
    }

    public void Then(params WorkflowEvent[] expected) => Assert.Equal(Json(expected), Json(Last));

    public static string Json(IEnumerable<WorkflowEvent> events) =>
        string.Join('\n', events.Select(e => $"{e.GetType().Name} {JsonSerializer.Serialize(e, e.GetType(), Readable)}"));

    public static string Json(WorkflowState state) =>
        $"{state.GetType().Name} {JsonSerializer.Serialize(state, state.GetType(), Readable)}";
}
