using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Core.Templates;

namespace Workflows.Web.Files;

/// <summary>Reads the kind of a step with the keys that only this kind has.</summary>
internal static class StepKindFile
{
    private const string TeamExample = "{members: 4, composition: {administration: 2, social-assistance: 2}}";
    private const string OpinionExample = "{of: [report], agreement: advisory, lapse: passes}";
    private const string DecisionExample = "{on: [report], gates: [opinion], reopens: report}";

    /// <summary>The key under which each kind says more, or null where it has nothing more to say.</summary>
    private static readonly IReadOnlyDictionary<string, string?> OwnKeys = new Dictionary<string, string?>
    {
        ["form-team"] = "team",
        ["collect-indicators"] = "indicators",
        ["meeting"] = "meeting",
        ["visit"] = "visits",
        ["report"] = null,
        ["plan"] = null,
        ["opinion"] = "opinion",
        ["decision"] = "decision",
        ["publish"] = "publish",
        ["proposals"] = "proposals",
        ["evaluation"] = null,
        ["activity"] = null,
    };

    public static StepKind Read(YamlMap map)
    {
        var item = map.Required("kind");
        var kind = item.Line($"one of {string.Join(", ", OwnKeys.Keys)}");
        if (kind.Length > 0 && !OwnKeys.ContainsKey(kind))
        {
            item.Fault($"no kind of step is called '{YamlMap.Quote(kind)}': {Nearest.Advice(kind, OwnKeys.Keys)}");
        }

        foreach (var (other, key) in OwnKeys)
        {
            if (key is not null && other != kind)
            {
                map.Refuse(key, $"'{key}' belongs to steps of the kind {other}, and this is '{kind}': remove it or change the kind");
            }
        }

        if (kind is not ("report" or "plan" or "evaluation" or "activity"))
        {
            map.Refuse("drafts", $"'drafts' belongs to steps of the kinds report, plan, evaluation and activity, and this is '{kind}': remove it or change the kind");
        }

        return kind switch
        {
            "form-team" => map.Required("team").Map(TeamExample, Team),
            "collect-indicators" => new StepKind.CollectIndicators(
                map.Required("indicators").List("[progress]", indicator => indicator.OneOf<IndicatorKind>()),
                map.Optional("baseline")?.YesOrNo() is true ? true : null),
            "meeting" => map.Required("meeting").Map("{occasion: planning, times: 1}", Meeting),
            "visit" => map.Optional("visits")?.Map("{times: 1}", Visit) ?? new StepKind.Visit(null, 1),
            "report" => new StepKind.Report(Drafts(map)),
            "plan" => new StepKind.Plan(Drafts(map)),
            "opinion" => map.Required("opinion").Map(OpinionExample, Opinion),
            "decision" => map.Required("decision").Map(DecisionExample, Decision),
            "publish" => new StepKind.Publish(map.Required("publish").Steps()),
            "proposals" => new StepKind.Proposals(map.Required("proposals").Labels()),
            "evaluation" => new StepKind.Evaluation(Drafts(map)),
            _ => new StepKind.Activity(Drafts(map)),
        };
    }

    private static ReportKind? Drafts(YamlMap map) => map.Optional("drafts")?.OneOf<ReportKind>();

    private static StepKind Team(YamlMap map) => new StepKind.FormTeam(
        map.Required("members").Whole(1, 100, example: 4),
        map.Required("composition").Table(
            "{administration: 2}", role => role.Id<RoleId>("administration"), count => count.Whole(1, 100, example: 2)));

    private static StepKind Meeting(YamlMap map) =>
        new StepKind.Meeting(map.Required("occasion").Name("planning"), map.Optional("times")?.Whole(1, 100, example: 1) ?? 1);

    private static StepKind Visit(YamlMap map) => new StepKind.Visit(
        map.Optional("services")?.List("[day-centre]", service => service.Id<ServiceId>("day-centre")),
        map.Optional("times")?.Whole(1, 100, example: 1) ?? 1);

    private static StepKind Opinion(YamlMap map) => new StepKind.Opinion(
        map.Required("of").Steps(),
        map.Required("agreement").OneOf<Agreement>(),
        map.Required("lapse").OneOf<Lapse>(),
        map.Optional("reopens")?.Id<StepId>("report"));

    private static StepKind Decision(YamlMap map) => new StepKind.Decision(
        map.Required("on").Steps(),
        map.Optional("gates")?.Steps() ?? [],
        map.Required("reopens").Id<StepId>("report"),
        map.Optional("rejected")?.OneOf<Rejected>() ?? Rejected.Ends);
}
