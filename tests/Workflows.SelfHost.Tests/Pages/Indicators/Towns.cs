using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Pages.Indicators;

/// <summary>
/// Municipalities of one region that count children of age, those who attend, and money for it; the share is computed, and a satisfaction is
/// reported as an average. Their years are run by the engine on the store of a running site.
/// </summary>
internal sealed class Towns(Site site)
{
    public const string OfAge = "of-age", Attending = "attending", Share = "share", Content = "content";

    private static readonly TaskId Sheet = new("values.dsp");

    private readonly DateTimeOffset _now = site.Clock.Now;

    public static StrategyId IdOf(string town) => new($"{town}-2016-2020");

    /// <summary>A strategy is registered, and its cycles are answered and accepted.</summary>
    /// <param name="years">Children of age and attending, from 2016 on.</param>
    public Task<Towns> Add(string town, params (decimal OfAge, decimal Attending)[] years) => Add(StrategyOf(town), years);

    public async Task<Towns> Add(Strategy strategy, params (decimal OfAge, decimal Attending)[] years)
    {
        await Strategies(strategy.Id, new StrategyCommand.Register(strategy));
        foreach (var (i, values) in years.Index())
        {
            await Open(strategy, 2016 + i);
            await Answer(strategy, 2016 + i, values.OfAge, values.Attending);
            await Accept(strategy.Municipality.Id.Value, 2016 + i);
        }

        return this;
    }

    public async Task Amend(string town, Func<Strategy, Strategy> change)
    {
        var found = (StrategyState.Registered)(await site.Get<StrategyRunner>().Load(StreamId.Of(IdOf(town)))).State;
        await Strategies(IdOf(town), new StrategyCommand.Amend(change(found.Strategy), "Прецизиране", "45"));
        await site.Deliver();
    }

    public async Task Open(Strategy strategy, int year)
    {
        await Strategies(strategy.Id, new StrategyCommand.StartWorkflow("cycle", year));
        var installed = site.Get<TemplateLibrary>().Templates[new("yearly-cycle-sevlievo")];
        var step = installed.Steps.First(s => s.Id.Value == "collect-year-data") with
        {
            Id = new("values"),
            After = [],
            Years = StepYears.Always,
            Opens = null,
            Deadline = new(DueRule.Parse("10 working days after opening"), 5, 10),
        };
        await Run(strategy, year, new WorkflowCommand.Open(Workflow(strategy.Id, year), installed with { Steps = [step], Meetings = null }, WorkflowContext.Of(strategy, year)));
        await Run(strategy, year, new WorkflowCommand.Tick());
    }

    public Task Answer(Strategy strategy, int year, decimal ofAge, decimal attending, string? comment = null) =>
        Run(strategy, year, new WorkflowCommand.Submit(Sheet, Values(ofAge, attending, comment)));

    public Task Accept(string town, int year) => Run(StrategyOf(town), year, new WorkflowCommand.Accept(Sheet, null));

    public Task Correct(string town, int year, decimal ofAge, decimal attending, string reason) =>
        Run(StrategyOf(town), year, new WorkflowCommand.Correct(Sheet, Values(ofAge, attending, null), reason));

    public static Strategy StrategyOf(string town)
    {
        var sevlievo = TemplateLibrary.Load().Value!.Strategies[Api.ApiHost.Strategy];
        var dsp = new InstitutionId("dsp");
        return sevlievo with
        {
            Municipality = new(new(town), new($"Град {town}", $"Town {town}"), new("Равнина", "Plain")),
            Indicators =
            [
                Count(OfAge, Direction.Neither),
                Count(Attending, Direction.Up) with { Baseline = 60, Targets = new Dictionary<int, decimal> { [1] = 70, [2] = 80 } },
                Count(Share, Direction.Up) with
                {
                    Measure = Measure.Rate, Unit = new("%", "%"), Ratio = new(new(Attending), new(OfAge), 100, 1), Targets = new Dictionary<int, decimal> { [1] = 70 },
                },
                Count(Content, Direction.Up) with { Measure = Measure.Average, Breakdowns = [] },
            ],
            Dimensions = [new("sex", new("Пол", "Sex"), [new("girls", new("Момичета", "Girls")), new("boys", new("Момчета", "Boys"))])],
            Priorities = [new("1", new("Деца", "Children"), [new("1.1", new("Обхват", "Coverage"), false, [], [], [])], [])],
        };

        Indicator Count(string id, Direction wanted) => new(
            new(id), $"К-{id}", new($"Брой {id}", $"Count {id}"), new("деца", "children"), IndicatorKind.Progress, Measure.Count, wanted, ["sex"], dsp, null,
            new Dictionary<int, decimal>(), "1.1");
    }

    private static Submission Values(decimal ofAge, decimal attending, string? comment) => new(
        new Answer.Values([.. Parts(OfAge, ofAge, null), .. Parts(Attending, attending, comment), new(new(Content), null, null, 4.5m, null)], []),
        new Dictionary<string, string>(),
        []);

    private static IEnumerable<IndicatorValue> Parts(string id, decimal total, string? comment) =>
        [new(new(id), null, null, total, null, comment), new(new(id), "sex", "girls", 10, null), new(new(id), "sex", "boys", total - 10, null)];

    private static WorkflowId Workflow(StrategyId strategy, int year) => new($"{strategy}.cycle.{year}");

    private async Task Strategies(StrategyId id, StrategyCommand command) =>
        Refused(await site.Get<StrategyRunner>().Run(StreamId.Of(id), command, Actor.Coordinator("team"), _now));

    private async Task Run(Strategy strategy, int year, WorkflowCommand command) =>
        Refused(await site.Get<WorkflowRunner>().Run(StreamId.Of(Workflow(strategy.Id, year)), command, Actor.Coordinator("team"), _now));

    private static void Refused<TState, TEvent>(RunResult<TState, TEvent> result)
    {
        if (result is RunResult<TState, TEvent>.Refused refused)
            Assert.Fail($"{refused.Rejection.Code}: {refused.Rejection.Message}");
    }
}
