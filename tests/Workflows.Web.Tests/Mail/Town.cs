using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

/// <summary>A small municipality whose year brings about every kind of mail. Its texts hold what a careless format would break on.</summary>
internal static class Town
{
    public static StrategyId StrategyId { get; } = new("town-2016-2020");

    public static WorkflowId Cycle { get; } = new("town-2016-2020.cycle.2018");

    public static InstitutionId Team { get; } = new("team");

    public static InstitutionId Directorate { get; } = new("directorate");

    public static InstitutionId Hall { get; } = new("hall");

    public static InstitutionId Council { get; } = new("council");

    public static Actor Coordinator { get; } = Actor.Coordinator("maria");

    public static Contact Elena { get; } = new("Елена Димова", "elena@directorate.example.org", Language.Bg);

    public static Contact John { get; } = new("John Smith", "john@directorate.example.org", Language.En);

    public static MailSettings Settings { get; } =
        new(new Uri("https://town.example.org/"), "mail.town.example.org", new("Община „Град“", "strategy@town.example.org"));

    /// <summary>Monday, ten in the morning in Sofia.</summary>
    public static DateTimeOffset Start { get; } = At(3, 5);

    public static Template Template { get; } = new(
        new("cycle"),
        1,
        new("Годишен цикъл", "Yearly cycle"),
        null,
        new[] { "social-assistance", "administration", "municipal-council" }.ToDictionary(r => new RoleId(r), r => new LocalText(r, r)),
        null,
        [
            Step(
                "data",
                new StepKind.Activity(),
                "social-assistance",
                new("Данни за <деца> & \"семейства\"", "Data on <children> & \"families\""),
                acceptance: Acceptance.Coordinator),
            Step("planning", new StepKind.Meeting("planning", 1), "administration", new("Планова среща", "Planning meeting")),
            Step("note", new StepKind.Activity(), "social-assistance", new("Бележка", "Note"), mandatory: false),
            Step(
                "decision",
                new StepKind.Decision([new("data")], [], new StepId("data")),
                "municipal-council",
                new("Решение за данните", "Decision on the data"),
                ["data"]),
            Step(
                "publication",
                new StepKind.Publish([new("data")]),
                "administration",
                new("Публикуване на данните", "Publication of the data"),
                ["decision"]),
        ]);

    public static Strategy Strategy { get; } = new(
        new(new("town"), new("Община „Град“", "Town"), new("Област", "Region")),
        new("Стратегия", "Strategy"),
        new(2016, 5),
        new("Закон", "Law"),
        null,
        Team,
        [
            Institution(Team, "me-team", new("Екип за мониторинг", "Monitoring team"), new Contact("Мария Иванова", "maria@town.example.org", Language.Bg)),
            Institution(Directorate, "social-assistance", new("Дирекция „Социално подпомагане“", "Social Assistance Directorate"), Elena, John),
            Institution(Hall, "administration", new("Общинска администрация", "Municipal administration"), new Contact("Ана", "ana@town.example.org", Language.Bg)),
            Institution(Council, "municipal-council", new("Общински съвет", "Municipal council"), new Contact("Георги", "georgi@town.example.org", Language.Bg)),
        ],
        [],
        [],
        [],
        [],
        [new("cycle", new("cycle"), StepYears.Always, DueRule.Parse("03-05"))],
        [],
        [],
        []);

    public static MeetingPlan Plan { get; } =
        new(new(2018, 3, 20), new(10, 30), "Зала 2; вход от двора, етаж 1", "1. Откриване\n2. План");

    public static DateTimeOffset At(int month, int day, int hourUtc = 8) => new(2018, month, day, hourUtc, 0, 0, TimeSpan.Zero);

    public static MailItem Item(string key, Effect.SendMail mail, WorkflowState state) =>
        new(key, mail, state, WorkflowViews.WorkflowOf(state)!);

    public static MailOrder Order(DateTimeOffset owedAt, params MailItem[] items) =>
        new(Strategy, Strategy.Find(items[0].Mail.To)!, [.. items.Select(i => i.Key)], owedAt, items);

    public static MailComposer Composer() => new(Settings, new TaskLinks(Settings));

    private static Step Step(
        string id,
        StepKind kind,
        string owner,
        LocalText title,
        string[]? after = null,
        Acceptance acceptance = Acceptance.Automatic,
        bool mandatory = true) => new(
            new(id),
            [new(owner)],
            Assignment.One,
            StepYears.Always,
            [.. (after ?? []).Select(a => new StepId(a))],
            null,
            new(DueRule.Parse("10 working days after opening"), 5, 10),
            true,
            0,
            ReminderPlan.Default,
            [new(null, 1)],
            [],
            [],
            acceptance,
            5,
            mandatory,
            title,
            new("Попълнете; после изпратете, моля.\nПомощ: \\служба\\", "Fill in; then send, please.\nHelp: \\office\\"),
            new("Стратегия 2016–2020", "Събира данни \"на място\" <веднъж> в годината", [], new("Закон, чл. 1", "Act, art. 1")),
            kind);

    private static Institution Institution(InstitutionId id, string role, LocalText name, params Contact[] contacts) =>
        new(id, new(role), name, contacts, false, false, []);
}
