using System.Text;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;
using Workflows.Web.Api;
using Workflows.Web.Pages;
using Workflows.Web.Pages.Cycles;
using Workflows.Web.Pages.Institutions;
using Workflows.Web.Pages.Strategies;
using Workflows.Web.Pages.Templates;

namespace Workflows.Web.Tests.Pages;

/// <summary>Words that pages name by a state, an event or an act: every case has them, in both languages.</summary>
public sealed class CycleWordsTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "Workflows.Core.Tests", "Engine", "golden");

    public static TheoryData<string> Events => [.. EventFormat.Names.Where(n => typeof(WorkflowEvent).IsAssignableFrom(n.Value)).Select(n => n.Key)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_told_in_words(string name)
    {
        var w = WorkflowViews.WorkflowOf(WorkflowFold.Evolve(WorkflowState.Initial, Read("workflow-opened")))!;
        var e = Read(name);
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var one in Cases(e))
            {
                var line = new TrailWords(w, language).Of(one);
                Assert.False(string.IsNullOrWhiteSpace(line.Text));
                Assert.DoesNotContain("{", line.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_kind_of_event_has_words() =>
        Assert.Equal(
            typeof(WorkflowEvent).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal),
            EventFormat.Names.Values.Where(typeof(WorkflowEvent).IsAssignableFrom).Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_act_and_what_it_asks_for_has_words()
    {
        foreach (var act in Act.All)
        {
            All<CyclesText>(["", "_Text", "_Ask", "_Do", "_Done"], ending => act.Key + ending);
            All<CyclesText>(act.Inputs, i => $"Field_{i.Name}");
            All<CyclesText>(act.Inputs.Where(i => !i.Optional), i => $"Missing_{i.Name}");
            All<CyclesText>(act.Inputs.Where(i => i.Control is not ActControl.Line and not ActControl.Area), i => $"Wrong_{i.Control}");
        }

        Assert.Equal(Act.All.Count, Act.All.Select(a => a.Key).Distinct().Count());
    }

    [Fact]
    public void Every_state_has_words()
    {
        All<CyclesText>(["running", "suspended", "completed", "rejected", "cancelled"], s => $"State_{s}");
        All<StrategiesText>(["running", "suspended", "completed", "rejected", "cancelled", "planned"], s => $"State_{s}");
        All<CyclesText>(["waiting", "open", "done", "lapsed", "waived"], s => $"Step_{s}");
        All<CyclesText>(Enum.GetNames<RecommendationFate>(), f => $"Fate_{f}");
        All<CyclesText>(Enum.GetNames<EffectState>(), s => $"Fate_{s}");
        All<CyclesText>(Enum.GetNames<MailKind>(), k => $"Mail_{k}");
        All<CyclesText>(Enum.GetNames<DeadlineStanding>(), s => $"Standing_{s}");
        All<CyclesText>(Enum.GetNames<OpinionVerdict>(), v => $"Opinion_{v}");
        All<CyclesText>(Enum.GetNames<DecisionOutcome>(), o => $"Decision_{o}");
        All<InstitutionsText>(Enum.GetNames<LinkState>(), s => $"State_{s}");
        All<InstitutionsText>(Enum.GetNames<LinkPurpose>(), p => $"Purpose_{p}");
        All<InstitutionsText>(["seen", "answered", "refused", "renewed"], a => $"Act_{a}");
        All<InstitutionsText>(["ipv4", "ipv6", "unknown"], f => $"Family_{f}");
        All<InstitutionsText>(["revoke", "renew"], a => $"Ask_{a}");
        All<TemplatesText>(TemplateDifference.PartNames, p => $"Part_{p}");
        All<TemplatesText>(typeof(StepYears).GetNestedTypes().Select(t => t.Name), y => $"Years_{y}");
        All<TemplatesText>(
            typeof(StepKind).GetNestedTypes().Select(t => StepKinds.NameOf((StepKind)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t))), k => $"Kind_{k}");
    }

    [Theory]
    [InlineData("03-31, next working day", "31 март, или следващият работен ден")]
    [InlineData("02-05 next year", "5 февруари следващата година")]
    [InlineData("06-30 year+2, previous working day", "30 юни след 2 години, или предишният работен ден")]
    [InlineData("end of q3", "краят на третото тримесечие")]
    [InlineData("end of month next year", "краят на месеца следващата година")]
    [InlineData("10 working days after opening", "10 работни дни след отварянето на стъпката")]
    [InlineData("1 calendar day before no-such-step", "1 календарен ден преди „no-such-step“")]
    [InlineData("2 months after opening", "2 месеца след отварянето на стъпката")]
    public void A_due_rule_is_said_in_words(string rule, string words)
    {
        var template = WorkflowViews.WorkflowOf(WorkflowFold.Evolve(WorkflowState.Initial, Read("workflow-opened")))!.Template;
        Assert.Equal(words, RuleWords.Of(DueRule.Parse(rule), template, Language.Bg));
        Assert.DoesNotMatch("[\u0400-\u04ff]", RuleWords.Of(DueRule.Parse(rule), template, Language.En));
    }

    [Theory]
    [InlineData("Дневен център „Усмивка“", "dneven-tsentar-usmivka")]
    [InlineData("  ЩЪРК  2018 ", "shtark-2018")]
    [InlineData("…", null)]
    public void A_case_is_named_in_Latin_letters(string typed, string? name) => Assert.Equal(name, CaseName.Of(typed));

    /// <summary>The event as it was stored, and with every other cause that is told in words of its own.</summary>
    private static IEnumerable<WorkflowEvent> Cases(WorkflowEvent e) => e switch
    {
        WorkflowEvent.TaskWithdrawn x => Enum.GetValues<WithdrawalCause>().Select(c => x with { Cause = c }),
        WorkflowEvent.DeadlineMoved x => Enum.GetValues<MoveCause>().Select(c => x with { Cause = c }),
        WorkflowEvent.AnswerSubmitted x => Enum.GetValues<DeadlineStanding>().Select(s => x with { Received = x.Received with { Standing = s } }),
        WorkflowEvent.StepPassed x => new Passing[] { new Passing.Done(), new Passing.Lapsed(), new Passing.Waived(Actor.System, "x") }.Select(p => x with { Passing = p }),
        WorkflowEvent.RecommendationSettled x => Enum.GetValues<RecommendationFate>().SelectMany(f => new[] { x with { Fate = f, Decision = null }, x with { Fate = f, Decision = "7" } }),
        WorkflowEvent.Commented x => [x, x with { Task = null }],
        WorkflowEvent.RemindersDue x => [x, x with { Reminders = [] }],
        _ => [e],
    };

    private static WorkflowEvent Read(string name) =>
        EventFormat.ReadWorkflowEvent(new(new("s"), 1, name, 1, default, Actor.System, Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Golden, $"{name}.1.json"))), default));

    private static void All<TText>(IEnumerable<string> cases, Func<string, string> key) => All<TText, string>(cases, key);

    private static void All<TText>(IEnumerable<ActInput> cases, Func<ActInput, string> key) => All<TText, ActInput>(cases, key);

    private static void All<TText, TCase>(IEnumerable<TCase> cases, Func<TCase, string> key) =>
        Assert.All(cases, one => Assert.All(
            Enum.GetValues<Language>(),
            language => Assert.NotEmpty(Texts.In<TText>(language, key(one), "{0}", "{1}", "{2}", "{3}"))));
}
