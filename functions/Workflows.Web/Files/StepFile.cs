using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Reads a step with the defaults of <c>docs/templates.md</c>.</summary>
internal static class StepFile
{
    /// <summary>A whole number of working days; more than a year of them is a slip of the pen.</summary>
    private const int MostDays = 250;

    private static readonly RoleId Mayor = RoleId.Create("mayor");

    /// <param name="roles">Those of the template: the default escalation reaches the mayor only where there is one.</param>
    public static Step Read(YamlMap map, IReadOnlyDictionary<RoleId, LocalText> roles)
    {
        var id = map.Required("id").Id<StepId>("monitoring-report");
        var kind = StepKindFile.Read(map);
        return new Step(
            id,
            Owners(map.Required("owner")),
            map.Optional("assignment")?.OneOf<Assignment>() ?? Assignment.One,
            map.Optional("years").Years(),
            map.Optional("after")?.Steps() ?? [],
            map.Optional("opens")?.Rule(),
            new DeadlineRule(map.Required("due").Rule(), Days(map, "grace", 5), Days(map, "closed", 10)),
            map.Optional("dueIsChoice")?.YesOrNo() ?? true,
            Days(map, "notice", 5),
            map.Optional("reminders")?.Map(Reminders) ?? ReminderPlan.Default,
            map.Optional("escalate")?.Maps("{to: coordinator, after: 1}", EscalationOf) ?? DefaultEscalations(roles),
            map.Optional("evidence")?.Labels() ?? [],
            map.Optional("fields")?.Maps(FieldFile.Read) ?? [],
            map.Optional("acceptance")?.OneOf<Acceptance>() ?? DefaultAcceptance(kind),
            Days(map, "returnedDays", 5),
            map.Optional("mandatory")?.YesOrNo() ?? true,
            map.Required("title").LocalLine(),
            map.Required("help").Local(),
            map.Required("source").Map("{basis: {bg: …, en: …}}", Source),
            kind);
    }

    public static IReadOnlyList<StepId> Steps(this YamlItem item) => item.List("[step-id]", step => step.Id<StepId>("step-id"));

    private static int Days(YamlMap map, string key, int standard) => map.Optional(key)?.Whole(0, MostDays, standard) ?? standard;

    private static IReadOnlyList<RoleId> Owners(YamlItem item) =>
        item.IsList ? item.List("[mayor]", role => role.Id<RoleId>("mayor")) : [item.Id<RoleId>("mayor")];

    private static ReminderPlan Reminders(YamlMap map) => new(
        map.Optional("onOpening")?.YesOrNo() ?? ReminderPlan.Default.OnOpening,
        map.Optional("before")?.List("[14, 7, 1]", days => days.Whole(1, MostDays, 7)) ?? ReminderPlan.Default.WorkingDaysBefore,
        map.Optional("onTheDay")?.YesOrNo() ?? ReminderPlan.Default.OnTheDay,
        map.Optional("everyAfter")?.Whole(0, MostDays, 3) ?? ReminderPlan.Default.EveryWorkingDaysAfter);

    private static Escalation EscalationOf(YamlMap map)
    {
        var to = map.Required("to").Id<RoleId>("coordinator");
        return new Escalation(to.Value == TemplateCheck.Coordinator ? null : to, map.Required("after").Whole(0, MostDays, example: 1));
    }

    private static IReadOnlyList<Escalation> DefaultEscalations(IReadOnlyDictionary<RoleId, LocalText> roles) =>
        roles.ContainsKey(Mayor) ? [.. Escalation.ToCoordinator, new Escalation(Mayor, 10)] : Escalation.ToCoordinator;

    private static Acceptance DefaultAcceptance(StepKind kind) =>
        kind is StepKind.CollectIndicators or StepKind.Visit or StepKind.Report or StepKind.Plan or StepKind.Evaluation
            or StepKind.Proposals or StepKind.FormTeam
            ? Acceptance.Coordinator
            : Acceptance.Automatic;

    private static StepSource Source(YamlMap map)
    {
        var document = map.Optional("document")?.Line();
        var source = new StepSource(
            document,
            document is null ? map.Optional("place")?.Text() : map.Required("place").Text("the sentence, in the document's words"),
            map.Optional("duties").Duties(),
            map.Optional("basis")?.Local());
        if (source is { Document: null, Basis: null })
        {
            map.Fault("no source: write document: … with place: …, or basis: {bg: …, en: …}, or both");
        }

        return source;
    }
}
