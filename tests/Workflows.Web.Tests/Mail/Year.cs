using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

/// <summary>A run of the town's workflow that keeps every mail it owes, with the state that the mail would be sent from.</summary>
internal sealed class Year
{
    private readonly List<(DateTimeOffset OwedAt, MailItem Item)> _owed = [];
    private long _version;

    public Year() => When(new WorkflowCommand.Open(Town.Cycle, Town.Template, WorkflowContext.Of(Town.Strategy, 2018)));

    public WorkflowState State { get; private set; } = WorkflowState.Initial;

    public DateTimeOffset Now { get; private set; } = Town.Start;

    public long Version => _version;

    public Workflow Workflow => WorkflowViews.WorkflowOf(State)!;

    /// <summary>Everything that the engine can owe a mail for, in one year.</summary>
    public static Year Full()
    {
        var year = new Year()
            .When(new WorkflowCommand.ScheduleMeeting(Task("planning"), Town.Plan))
            .When(new WorkflowCommand.Extend(Task("data"), new(2018, 3, 22), "Данните <още> не са налични"))
            .When(new WorkflowCommand.Comment("c1", Task("data"), "Кой файл?\n<script>alert(1)</script>"))
            .When(new WorkflowCommand.Suspend("Извънредно заседание"))
            .When(new WorkflowCommand.Resume())
            .On(3, 13).When(new WorkflowCommand.Tick())
            .Submit("note")
            .On(3, 23).When(new WorkflowCommand.Tick())
            .Submit("data")
            .When(new WorkflowCommand.Return(Task("data"), "Липсва\nгодината"))
            .Submit("data", new Answer.Done("За 2018 г."))
            .When(new WorkflowCommand.Accept(Task("data"), "Благодарим"))
            .Submit("decision", new Answer.Decision(DecisionOutcome.Approved, "№ 214", new(2018, 3, 22), "Приема се."))
            .When(new WorkflowCommand.Reassign(Task("planning"), Town.Team, "Отпуск"));
        return year
            .Submit("publication", new Answer.Publication(new(2018, 3, 23), ["https://town.example.org/reports?a=1&b=2", "Табло в общината"]))
            .When(new WorkflowCommand.Cancel("Стратегията се заменя"));
    }

    public Year On(int month, int day)
    {
        Now = Town.At(month, day);
        return this;
    }

    public Year Submit(string step, Answer? answer = null)
    {
        var task = Workflow.Tasks[Task(step)];
        var submission = answer is null
            ? ValidAnswers.For(Workflow, task, CivilTime.DateOf(Now))
            : ValidAnswers.For(Workflow, task, answer);
        return When(new WorkflowCommand.Submit(task.Id, submission));
    }

    public Year When(WorkflowCommand command)
    {
        var decided = WorkflowDecider.Decide(State, command, Town.Coordinator, Now);
        Assert.Null((decided as Decided<WorkflowEvent>.Refused)?.Rejection);
        var events = ((Decided<WorkflowEvent>.Events)decided).List;
        (State, var owed) = Aggregates.Workflow.Apply(StreamId.Of(Town.Cycle), State, _version, events, Now);
        _version += events.Count;
        _owed.AddRange(owed.Select(e => (Now, Town.Item(e.Key, (Effect.SendMail)EventFormat.ReadEffect(e.Body), State))));
        return this;
    }

    /// <summary>The first mail of a kind that the run owed, or the first to an institution.</summary>
    public MailOrder First(MailKind kind, InstitutionId? to = null)
    {
        var (owedAt, item) = _owed.First(o => o.Item.Mail.Kind == kind && (to is null || o.Item.Mail.To == to));
        return Town.Order(owedAt, item);
    }

    public IReadOnlyList<MailOrder> All => [.. _owed.Select(o => Town.Order(o.OwedAt, o.Item))];

    public static TaskId Task(string step) => step switch
    {
        "data" or "note" => new($"{step}.directorate"),
        "decision" => new($"{step}.council"),
        "planning" => new("planning.1"),
        _ => new($"{step}.hall"),
    };
}
