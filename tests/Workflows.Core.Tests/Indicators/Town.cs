using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Core.Tests.Engine;

namespace Workflows.Core.Tests.Indicators;

/// <summary>
/// A town of one institution that counts children due for preparatory groups, those covered, and money; their share is computed. What is
/// done to it goes through the deciders, and the history is folded from the events as they would be stored.
/// </summary>
internal sealed class Town
{
    public static readonly IndicatorId OfAge = new("of-age");
    public static readonly IndicatorId Covered = new("covered");
    public static readonly IndicatorId Share = new("share");
    public static readonly Cell Women = new("sex", "women");
    public static readonly Cell Men = new("sex", "men");

    private static readonly TaskId Sheet = new("values.dsp");
    private static readonly TaskId BaselineSheet = new("baseline.dsp");

    private readonly List<StoredEvent> _events = [];
    private readonly Dictionary<StreamId, object> _states = [];
    private DateTimeOffset _now = Sample.At(2017, 1, 10);

    public Town(Strategy? strategy = null)
    {
        Strategy = strategy ?? Registered;
        Command(new StrategyCommand.Register(Strategy));
        Command(new StrategyCommand.StartWorkflow("cycle", 2017));
    }

    public static Strategy Registered { get; } = Sample.Strategy with
    {
        Indicators =
        [
            Count(OfAge, 100, new() { [1] = 90 }, Direction.Neither),
            Count(Covered, 80, new() { [1] = 82, [2] = 85, [3] = 90 }, Direction.Up),
            new(
                Share, "К1", new("Дял", "Share"), new("%", "%"), IndicatorKind.Progress, Measure.Rate, Direction.Up, ["sex"], Sample.Directorate, 80,
                new Dictionary<int, decimal> { [1] = 90, [2] = 95 }, "1.1", Ratio: new(Covered, OfAge, 100, 1)),
        ],
        Priorities = [new("1", new("Деца", "Children"), [new("1.1", new("Обхват", "Coverage"), false, [], [], [])], [])],
    };

    public Strategy Strategy { get; private set; }

    public IReadOnlyList<StoredEvent> Events => _events;

    public StrategyHistory History => StrategyHistory.Of(_events);

    public IndicatorDatabase Database => History.Indicators;

    public static Indicator Count(IndicatorId id, decimal? baseline, Dictionary<int, decimal> targets, Direction wanted) => new(
        id, id.Value, new(id.Value, id.Value), new("деца", "children"), IndicatorKind.Progress, Measure.Count, wanted, ["sex"], Sample.Directorate,
        baseline, targets, "1.1");

    public static IEnumerable<IndicatorValue> Values(IndicatorId indicator, decimal? total, decimal? women, decimal? men, string? comment = null) =>
    [
        new(indicator, null, null, total, total is null ? "Няма регистър" : null, comment),
        new(indicator, "sex", "women", women, women is null ? "Няма регистър" : null),
        new(indicator, "sex", "men", men, men is null ? "Няма регистър" : null),
    ];

    public static Answer.Values Children(decimal? ofAge, decimal? covered) =>
        new([.. Values(OfAge, ofAge, ofAge - 40, ofAge is null ? null : 40), .. Values(Covered, covered, covered - 30, covered is null ? null : 30)], []);

    public Town Opened(int year, bool baseline = false)
    {
        _now = Sample.At(year, 1, 10);
        if (year > 2017)
            Command(new StrategyCommand.StartWorkflow("cycle", year));
        var step = baseline ? "baseline" : "values";
        var template = Sample.Of(Sample.Step(
            step, new StepKind.CollectIndicators([IndicatorKind.Progress], baseline ? true : null), "me-team", acceptance: Acceptance.Coordinator))
            with
        { Meetings = null };
        return Command(year, new WorkflowCommand.Open(Id(year), template, WorkflowContext.Of(Strategy, year)), Actor.System)
            .Command(year, new WorkflowCommand.Tick(), Actor.System);
    }

    public Town Submitted(int year, Answer.Values values, bool baseline = false) =>
        Command(year, new WorkflowCommand.Submit(baseline ? BaselineSheet : Sheet, Submission(values)));

    public Town Accepted(int year, bool baseline = false) => Command(year, new WorkflowCommand.Accept(baseline ? BaselineSheet : Sheet, null));

    public Town Returned(int year) => Command(year, new WorkflowCommand.Return(Sheet, "Проверете броя"));

    public Town Corrected(int year, Answer.Values values, string reason, bool baseline = false) =>
        Command(year, new WorkflowCommand.Correct(baseline ? BaselineSheet : Sheet, Submission(values), reason));

    public Town Year(int year, decimal? ofAge, decimal? covered) => Opened(year).Submitted(year, Children(ofAge, covered)).Accepted(year);

    public Rejection? Amend(Func<Strategy, Strategy> change, string? decision = null)
    {
        var amended = change(Strategy);
        if (Decide(new StrategyCommand.Amend(amended, "Прецизиране", decision)) is { } rejection)
            return rejection;
        Strategy = amended;
        return null;
    }

    private static WorkflowId Id(int year) => new($"sample-2017-2019.cycle.{year}");

    private static Submission Submission(Answer.Values values) => new(values, new Dictionary<string, string>(), []);

    private void Command(StrategyCommand command) => Assert.Null(Decide(command));

    private Town Command(int year, WorkflowCommand command, Actor? actor = null)
    {
        Assert.Null(Run(Aggregates.Workflow, StreamId.Of(Id(year)), command, actor ?? Sample.Coordinator));
        return this;
    }

    private Rejection? Decide(StrategyCommand command) => Run(Aggregates.Strategy, StreamId.Of(Strategy.Id), command, Sample.Coordinator);

    private Rejection? Run<TState, TCommand, TEvent>(
        Aggregate<TState, TCommand, TEvent> aggregate, StreamId stream, TCommand command, Actor actor)
        where TState : class
    {
        _now = _now.AddMinutes(1);
        var state = (TState)_states.GetValueOrDefault(stream, aggregate.Initial);
        var decided = aggregate.Decide(state, command, actor, _now);
        if (decided is Decided<TEvent>.Refused refused)
            return refused.Rejection;
        foreach (var e in ((Decided<TEvent>.Events)decided).List)
        {
            state = aggregate.Evolve(state, e);
            var written = aggregate.Write(e);
            var version = _events.Count(x => x.Stream == stream) + 1;
            _events.Add(new(stream, version, written.Name, written.Schema, _now, actor, written.Body, default));
        }

        _states[stream] = state;
        return null;
    }
}
