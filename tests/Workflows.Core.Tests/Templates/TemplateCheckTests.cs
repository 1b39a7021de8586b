using Workflows.Core.Calendar;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;
using static Workflows.Core.Tests.Templates.Given;

namespace Workflows.Core.Tests.Templates;

public sealed class TemplateCheckTests
{
    private static readonly LabelledText Planning = new("planning", Text), Reporting = new("reporting", Text);

    [Fact]
    public void GivenSoundTemplate_WhenChecked_ThenNothingIsWrong() => Assert.Empty(TemplateCheck.Faults(Template(
        Report("report"),
        Step("opinion", new StepKind.Opinion(Ids("report"), Agreement.Required, Lapse.Blocks, StepId.Create("report")), "report"),
        Activity("submission", "opinion").Due("5 working days after report"),
        Step("decision", new StepKind.Decision(Ids("report"), Ids("opinion", "submission"), StepId.Create("report")), "submission"),
        Step("publish", new StepKind.Publish(Ids("report")), "decision"))));

    [Fact]
    public void GivenNoSteps_WhenChecked_ThenOneIsAskedFor() =>
        Single(Template() with { Roles = new Dictionary<RoleId, LocalText>() }, "steps", "write at least one");

    [Fact]
    public void GivenVersionZero_WhenChecked_ThenOneIsProposed() =>
        Single(Template(Report("report")) with { Version = 0 }, "version", "write 1 for a new template");

    [Fact]
    public void GivenRoleOfEscalationUndeclared_WhenChecked_ThenNamed() => Single(
        Template(Report("report") with { Escalations = [new Escalation(RoleId.Create("teem"), 1)] }),
        "steps/report/escalate/#1/to", "did you mean 'team'?");

    [Fact]
    public void GivenRoleCalledCoordinator_WhenChecked_ThenRefused()
    {
        var template = Template(Report("report"));
        var roles = new Dictionary<RoleId, LocalText>(template.Roles) { [RoleId.Create("coordinator")] = Text };

        Single(template with { Roles = roles }, "roles/coordinator", "give the role another id");
    }

    [Theory]
    [InlineData("day.one", "write day-one")]
    [InlineData("day~one", "write day-one")]
    [InlineData("opening", "give this step another id")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-1", "may have 50 characters, not 51")]
    public void GivenIdThatCannotBeJoinedOrCountedFrom_WhenChecked_ThenRefused(string id, string remedy) =>
        Single(Template(Report(id)), $"steps/{id}/id", remedy);

    [Fact]
    public void GivenCycleOfThree_WhenChecked_ThenToldOnceWithItsSteps() =>
        Single(Template(Report("a", "c"), Report("b", "a"), Report("c", "b"), Report("d", "c")), "steps/a/after", "a after c after b after a");

    [Fact]
    public void GivenTwoCycles_WhenChecked_ThenBothAreTold() => Assert.Equal(
        ["steps/a/after", "steps/c/after"],
        TemplateCheck.Faults(Template(Report("a", "b"), Report("b", "a"), Report("c", "d"), Report("d", "c"))).Select(f => f.Path));

    [Fact]
    public void GivenOpeningCountedFromStepNotWaitedFor_WhenChecked_ThenAfterIsProposed() => Single(
        Template(Report("a"), Report("b") with { Opens = DueRule.Parse("1 month after a") }), "steps/b/opens", "add a to after");

    [Fact]
    public void GivenDueCountedFromStepOfOtherYears_WhenChecked_ThenFirstSuchYearIsNamed() => Single(
        Template(Report("a").In("not-last"), Report("b", "a").Due("5 working days after a")), "steps/b/due", "which in the last year does not apply");

    [Fact]
    public void GivenGateNotWaitedFor_WhenChecked_ThenAfterIsProposed() => Single(
        Template(Report("report"), Activity("gate"), Step("decision", new StepKind.Decision(Ids("report"), Ids("gate"), StepId.Create("report")), "report")),
        "steps/decision/decision/gates/gate", "add gate to after");

    [Fact]
    public void GivenGateOfOtherYears_WhenChecked_ThenRefused() => Single(
        Template(
            Report("report"),
            Activity("gate", "report").In("first"),
            Step("decision", new StepKind.Decision(Ids("report"), Ids("gate"), StepId.Create("report")), "gate", "report").In("not-first")),
        "steps/decision/decision/gates/gate", "applies in no year in which this decision is taken");

    [Fact]
    public void GivenGateReachedOnlyThroughStepOfOtherYears_WhenChecked_ThenTheLooseYearIsNamed() => Single(
        Template(
            Report("report"),
            Activity("gate", "report"),
            Activity("between", "gate").In("not-last"),
            Step("decision", new StepKind.Decision(Ids("report"), Ids("gate"), StepId.Create("report")), "between", "report")),
        "steps/decision/decision/gates/gate", "in the last year the steps between 'gate' and this one do not apply");

    [Fact]
    public void GivenReopenedStepAfterDecision_WhenChecked_ThenRefused() => Single(
        Template(Report("report"), Step("decision", new StepKind.Decision(Ids("report"), [], StepId.Create("later")), "report"), Report("later", "decision")),
        "steps/decision/decision/reopens", "'later' is begun again from here, but the step does not come after it");

    [Fact]
    public void GivenReopenedStepOfOtherYears_WhenChecked_ThenRefused() => Single(
        Template(
            Activity("draft").In("first"),
            Report("report", "draft"),
            Step("decision", new StepKind.Decision(Ids("report"), [], StepId.Create("draft")), "report")),
        "steps/decision/decision/reopens", "a returned package reopens draft, which in year 2 does not apply");

    [Fact]
    public void GivenRequiredOpinionThatReopensNothing_WhenChecked_ThenReopensIsAskedFor() => Single(
        Template(Report("report"), Step("opinion", new StepKind.Opinion(Ids("report"), Agreement.Required, Lapse.Blocks, null), "report")),
        "steps/opinion/opinion", "write reopens");

    [Fact]
    public void GivenAdvisoryOpinionThatReopens_WhenChecked_ThenRefused() => Single(
        Template(Report("report"), Step("opinion", new StepKind.Opinion(Ids("report"), Agreement.Advisory, Lapse.Passes, StepId.Create("report")), "report")),
        "steps/opinion/opinion/reopens", "remove reopens, or write agreement: required");

    [Fact]
    public void GivenDecisionOnStepWithoutDocument_WhenChecked_ThenKindsAreListed() => Single(
        Template(Activity("talk"), Step("decision", new StepKind.Decision(Ids("talk"), [], StepId.Create("talk")), "talk")),
        "steps/decision/decision/on/talk", "report, plan, evaluation or proposals");

    [Fact]
    public void GivenOpinionOnIndicators_WhenChecked_ThenItIsAllowed_ButPublishingThemIsNot()
    {
        var indicators = Step("indicators", new StepKind.CollectIndicators([IndicatorKind.Progress]));
        var opinion = Step("opinion", new StepKind.Opinion(Ids("indicators"), Agreement.Advisory, Lapse.Passes, null), "indicators");

        Assert.Empty(TemplateCheck.Faults(Template(indicators, opinion)));
        Single(Template(indicators, Step("publish", new StepKind.Publish(Ids("indicators")), "indicators")), "steps/publish/publish/indicators", "brings no document");
    }

    [Fact]
    public void GivenCompositionThatDoesNotAddUp_WhenChecked_ThenTheSumIsProposed() => Single(
        Template(Step("team", new StepKind.FormTeam(4, new Dictionary<RoleId, int> { [RoleId.Create("team")] = 3 }))),
        "steps/team/team/members", "write members: 3");

    [Fact]
    public void GivenCompositionOfUndeclaredRole_WhenChecked_ThenNamed() => Single(
        Template(Step("team", new StepKind.FormTeam(1, new Dictionary<RoleId, int> { [RoleId.Create("ngo")] = 1 }))),
        "steps/team/team/composition/ngo", "not among the roles");

    [Fact]
    public void GivenUnknownOccasion_WhenChecked_ThenNamed() => Single(
        Meetings(0, [Planning], Meeting("m", "planning"), Meeting("n", "planing")), "steps/n/meeting/occasion", "did you mean 'planning'?");

    [Fact]
    public void GivenOccasionWithoutMeeting_WhenChecked_ThenNamed() =>
        Single(Meetings(0, [Planning, Reporting], Meeting("m", "planning")), "meetings/occasions/reporting", "add one, or remove the occasion");

    [Fact]
    public void GivenFewerMeetingsThanDemandedInOneYear_WhenChecked_ThenTheYearIsNamed() => Single(
        Meetings(2, [Planning], Meeting("m", "planning"), Meeting("n", "planning").In("not-last")),
        "meetings/minimum", "2 meetings are demanded, but in the last year the mandatory steps plan 1");

    [Fact]
    public void GivenOptionalMeeting_WhenChecked_ThenItDoesNotCount() =>
        Single(Meetings(1, [Planning], Meeting("m", "planning") with { Mandatory = false }), "meetings/minimum", "plan 0");

    [Fact]
    public void GivenMeetingHeldTwice_WhenChecked_ThenBothCount() => Assert.Empty(TemplateCheck.Faults(
        Meetings(2, [Planning], Step("m", new StepKind.Meeting("planning", 2)))));

    [Fact]
    public void GivenOwnAnswersOfTwoRoles_WhenChecked_ThenOneOwnerIsAskedFor()
    {
        var mayor = RoleId.Create("mayor");
        var template = Template(Report("report") with { Assignment = Assignment.Each, Owners = [RoleId.Create("team"), mayor] });

        Single(
            template with { Roles = new Dictionary<RoleId, LocalText>(template.Roles) { [mayor] = Text } },
            "steps/report/assignment", "write a single owner, or assignment: one");
    }

    [Fact]
    public void GivenDutiesWithoutDocument_WhenChecked_ThenTheDocumentIsAskedFor() => Single(
        Template(Report("report") with { Source = new StepSource(null, null, ["S-001"], Text) }), "steps/report/source/duties", "write document and place");

    private static Step Meeting(string id, string occasion) => Step(id, new StepKind.Meeting(occasion, 1));

    private static Template Meetings(int minimum, IReadOnlyList<LabelledText> occasions, params Step[] steps) =>
        Template(steps) with { Meetings = new MeetingDemand(minimum, occasions, []) };

    private static void Single(Template template, string path, string remedy)
    {
        var fault = Assert.Single(TemplateCheck.Faults(template), f => f.Path == path);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TemplateCheck.Faults(template), f => f.Path != path && !f.Path.StartsWith("roles/team", StringComparison.Ordinal));
    }
}
