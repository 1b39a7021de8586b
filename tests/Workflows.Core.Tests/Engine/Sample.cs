using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.Core.Tests.Engine;

/// <summary>A small year that has every kind of step, and a strategy of three years around it.</summary>
internal static class Sample
{
    public static WorkflowId Id { get; } = new("sample-2017-2019.cycle.2018");

    public static InstitutionId Team { get; } = new("emo");

    public static InstitutionId Directorate { get; } = new("dsp");

    public static InstitutionId Town { get; } = new("town-hall");

    public static InstitutionId Mayor { get; } = new("mayor");

    public static InstitutionId Council { get; } = new("council");

    public static InstitutionId PublicCouncil { get; } = new("public-council");

    public static InstitutionId Provider { get; } = new("patronage");

    public static InstitutionId Evaluator { get; } = new("institute");

    public static Actor Coordinator { get; } = Actor.Coordinator("maria");

    /// <summary>Wednesday, ten in the morning in Sofia.</summary>
    public static DateTimeOffset Start { get; } = new(2018, 1, 10, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(int year, int month, int day, int hourUtc = 10) => new(year, month, day, hourUtc, 0, 0, TimeSpan.Zero);

    public static Template Template { get; } = Of(
        Step("team", new StepKind.FormTeam(2, new Dictionary<RoleId, int> { [new("administration")] = 1, [new("social-assistance")] = 1 }), "mayor"),
        Step("team-approval", new StepKind.Opinion([new("team")], Agreement.Required, Lapse.Blocks, new StepId("team")), "public-council", ["team"]),
        Step("values", new StepKind.CollectIndicators([IndicatorKind.Progress]), "me-team", ["team-approval"], acceptance: Acceptance.Coordinator),
        Step("visits", new StepKind.Visit(null, 1), "me-team", ["team-approval"], acceptance: Acceptance.Coordinator),
        Step("planning", new StepKind.Meeting("planning", 1), "administration"),
        Step("reporting", new StepKind.Meeting("reporting", 1), "administration", ["values"]),
        Step("report", new StepKind.Report(), "me-team", ["values", "visits"], acceptance: Acceptance.Coordinator),
        Step("opinion", new StepKind.Opinion([new("report")], Agreement.Required, Lapse.Passes, new StepId("report")), "public-council", ["report"]),
        Step("submission", new StepKind.Activity(), "mayor", ["opinion"]),
        Step("proposals", new StepKind.Proposals([new("goal", new("Цел", "Goal"))]), "me-team", ["report"], acceptance: Acceptance.Coordinator),
        Step(
            "decision",
            new StepKind.Decision([new("report"), new("proposals")], [new("opinion"), new("submission")], new StepId("report"), Rejected.Ends),
            "municipal-council",
            ["opinion", "submission", "proposals"]),
        Step("publication", new StepKind.Publish([new("report")]), "administration", ["decision"]),
        Step("extra", new StepKind.Activity(), "provider", mandatory: false),
        Step("evaluation", new StepKind.Evaluation(), "evaluator", years: new StepYears.Last(), acceptance: Acceptance.Coordinator));

    public static Strategy Strategy { get; } = new(
        new(new("sample"), new("Пример", "Sample"), new("Област", "Region")),
        new("Стратегия", "Strategy"),
        new(2017, 3),
        new("Закон", "Law"),
        null,
        Team,
        [
            Institution(Team, "me-team"), Institution(Directorate, "social-assistance", implements: true), Institution(Town, "administration"),
            Institution(Mayor, "mayor"), Institution(Council, "municipal-council"), Institution(PublicCouncil, "public-council"),
            Institution(Provider, "provider", implements: true), Institution(Evaluator, "evaluator"),
        ],
        [
            new(new("day-centre"), new("Дневен център", "Day centre"), Provider, "state-delegated", null),
            new(new("patronage"), new("Домашен патронаж", "Home patronage"), Provider, "municipal", null),
        ],
        [new("sex", new("Пол", "Sex"), [new("women", new("Жени", "Women")), new("men", new("Мъже", "Men"))])],
        [
            Indicator("clients", Directorate, Measure.Count, "sex"),
            Indicator("coverage", Provider, Measure.Rate, "sex"),
        ],
        [],
        [new("cycle", new("sample"), StepYears.Always, DueRule.Parse("01-10"))],
        [],
        [],
        []);

    public static WorkflowContext Context(int year = 2018) => WorkflowContext.Of(Strategy, year);

    public static Template Of(params Step[] steps) => new(
        new("sample"),
        1,
        new("Пример", "Sample"),
        null,
        steps.SelectMany(s => s.Owners).Distinct().ToDictionary(r => r, r => new LocalText(r.Value, r.Value)),
        new(
            2,
            [new("planning", new("Планиране", "Planning")), new("reporting", new("Отчитане", "Reporting"))],
            [new("providers", new("Доставчици", "Providers")), new("citizens", new("Граждани", "Citizens"))]),
        steps);

    public static Step Step(
        string id,
        StepKind kind,
        string owner,
        string[]? after = null,
        Acceptance acceptance = Acceptance.Automatic,
        StepYears? years = null,
        bool mandatory = true,
        string due = "10 working days after opening") => new(
            new(id),
            [new(owner)],
            Assignment.One,
            years ?? StepYears.Always,
            [.. (after ?? []).Select(a => new StepId(a))],
            null,
            new(DueRule.Parse(due), 5, 10),
            true,
            5,
            ReminderPlan.Default,
            [new(null, 1), new(new RoleId("mayor"), 10)],
            [],
            [],
            acceptance,
            5,
            mandatory,
            new(id, id),
            new("Помощ", "Help"),
            new(null, null, [], new("Избор", "Choice")),
            kind);

    private static Institution Institution(InstitutionId id, string role, bool implements = false) =>
        new(id, new(role), new(id.Value, id.Value), [new("Име", $"{id}@example.org", Language.Bg)], implements, false, []);

    private static Indicator Indicator(string id, InstitutionId source, Measure measure, string breakdown) => new(
        new(id), id, new(id, id), new("брой", "count"), IndicatorKind.Progress, measure, Direction.Up, [breakdown], source, null,
        new Dictionary<int, decimal>(), null);
}
