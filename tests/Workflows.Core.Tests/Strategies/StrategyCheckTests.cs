using Workflows.Core.Calendar;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using static Workflows.Core.Tests.Templates.Given;

namespace Workflows.Core.Tests.Strategies;

public sealed class StrategyCheckTests
{
    private static readonly InstitutionId Team = InstitutionId.Create("team");

    [Fact]
    public void GivenSoundStrategy_WhenChecked_ThenNothingIsWrong() =>
        Assert.Empty(StrategyCheck.Faults(Strategy(), Library(Template(Report("report")))));

    [Theory]
    [InlineData(2010, 5, "period/firstYear")]
    [InlineData(2080, 5, "period/firstYear")]
    [InlineData(2016, 0, "period/years")]
    [InlineData(2016, int.MaxValue, "period/years")]
    public void GivenPeriodOutOfReach_WhenChecked_ThenOnlyThePeriodIsTold(int firstYear, int years, string path) => Assert.Equal(
        path, Assert.Single(StrategyCheck.Faults(Strategy() with { Period = new StrategyPeriod(firstYear, years), Coordinator = default }, Library())).Path);

    [Theory]
    [InlineData(2011)]
    [InlineData(2079)]
    public void GivenFirstYearsThatTheCalendarReaches_WhenTheFarthestRuleIsResolved_ThenItHasADate(int firstYear)
    {
        var strategy = Strategy() with { Period = new StrategyPeriod(firstYear, StrategyCheck.MostYears) };
        var context = new DueContext(strategy.Period.LastYear, new DateOnly(firstYear, 1, 1), _ => null, WorkingCalendar.Bulgaria([]));

        Assert.Empty(StrategyCheck.Faults(strategy, Library(Template(Report("report")))));
        Assert.NotNull(DueRule.Parse("12-01 year+10, next working day").Resolve(context));
        Assert.NotNull(DueRule.Parse("100 working days before opening").Resolve(context));
    }

    [Fact]
    public void GivenTemplateShortOfMeetingsInLongerPeriod_WhenChecked_ThenTheTemplatesPlaceIsNamed()
    {
        var template = Template(Step("meeting", new StepKind.Meeting("planning", 1)).In("1,2,3,4,5")) with
        {
            Meetings = new MeetingDemand(1, [new LabelledText("planning", Text)], []),
        };
        var strategy = Strategy() with { Period = new StrategyPeriod(2016, 7) };

        Assert.Empty(TemplateCheck.Faults(template));
        Single(strategy, Library(template), "workflows/cycle/template", "fails at meetings/minimum: 1 meetings are demanded, but in year 6");
    }

    [Fact]
    public void GivenWorkflowOnlyOfYearsThatItsTemplateServes_WhenChecked_ThenNothingIsWrong()
    {
        var template = Template(Step("meeting", new StepKind.Meeting("planning", 1)).In("1,2,3,4,5")) with
        {
            Meetings = new MeetingDemand(1, [new LabelledText("planning", Text)], []),
        };
        var cycle = Strategy().Workflows[0] with { Years = new StepYears.First() };

        Assert.Empty(StrategyCheck.Faults(Strategy() with { Period = new StrategyPeriod(2016, 7), Workflows = [cycle] }, Library(template)));
    }

    [Fact]
    public void GivenStepOfYearBeyondPeriod_WhenChecked_ThenNamed() => Single(
        Strategy() with { Period = new StrategyPeriod(2016, 3) }, Library(Template(Report("report"), Report("late").In("4"))),
        "workflows/cycle/template", "applies in year 4, and this strategy has 3");

    [Fact]
    public void GivenNotFirstInPeriodOfOneYear_WhenChecked_ThenTheWorkflowNeverOpens() => Single(
        Strategy() with { Period = new StrategyPeriod(2016, 1), Workflows = [Strategy().Workflows[0] with { Years = new StepYears.NotFirst() }] },
        Library(Template(Report("report"))), "workflows/cycle/years", "never opens");

    [Fact]
    public void GivenVisitOfServiceThatTheStrategyLacks_WhenChecked_ThenNamed() => Single(
        Strategy(), Library(Template(Step("visits", new StepKind.Visit([ServiceId.Create("centre")], 1)))),
        "workflows/cycle/template", "visits the service 'centre', which this strategy lacks");

    [Fact]
    public void GivenCaseWithRoleOfNobody_WhenChecked_ThenTheCaseIsNamed()
    {
        var template = Template(Report("report")) with { Roles = new Dictionary<RoleId, LocalText> { [RoleId.Create("ngo")] = Text } };

        Single(Strategy() with { Workflows = [], Cases = [template.Id] }, Library(template), "cases/template", "needs the role 'ngo'");
    }

    [Fact]
    public void GivenOwnerOfActivityUnknown_WhenChecked_ThenItsPlaceIsCounted()
    {
        var activity = new PlannedActivity("5.1.1.1", Text, InstitutionId.Create("teem"), null, [], []);
        var goal = new Goal("5.1", Text, false, [new PlannedMeasure("5.1.1", Text, [activity], [])], [InstitutionId.Create("x")], []);
        var strategy = Strategy() with { Priorities = [new Priority("5", Text, [goal], [])] };

        Assert.Equal(
            ["priorities/#1/goals/#1/participants/#1", "priorities/#1/goals/#1/measures/#1/activities/#1/owner"],
            StrategyCheck.Faults(strategy, Library(Template(Report("report")))).Select(f => f.Path));
    }

    [Theory]
    [InlineData("maria@sevlievo.bg", true)]
    [InlineData("m.ivanova+dsp@mail.sevlievo.bg", true)]
    [InlineData("maria@xn--80ao.xn--90ae", true)]
    [InlineData("maria", false)]
    [InlineData("@sevlievo.bg", false)]
    [InlineData("maria@sevlievo", false)]
    [InlineData("maria@@sevlievo.bg", false)]
    [InlineData("maria@sevlievo..bg", false)]
    [InlineData("maria@-sevlievo.bg", false)]
    [InlineData("maria@10.0.0.1", false)]
    [InlineData(".maria@sevlievo.bg", false)]
    [InlineData("maria ivanova@sevlievo.bg", false)]
    [InlineData("maria@sevlievo.bg\nBcc: x@y.bg", false)]
    [InlineData("мария@sevlievo.bg", false)]
    [InlineData("Мария <maria@sevlievo.bg>", false)]
    public void An_address_is_plausible_or_not(string email, bool plausible)
    {
        var institution = Strategy().Institutions[0] with { Contacts = [new Contact("Мария", email, Language.Bg)] };
        var faults = StrategyCheck.Faults(Strategy() with { Institutions = [institution] }, Library(Template(Report("report"))));

        Assert.Equal(plausible, faults.All(f => f.Path != "institutions/team/contacts/#1/email"));
    }

    private static Strategy Strategy() => new(
        new Municipality(MunicipalityId.Create("sample"), Text, Text),
        Text,
        new StrategyPeriod(2016, 5),
        Text,
        Parent: null,
        Team,
        [new Institution(Team, RoleId.Create("team"), Text, [new Contact("Мария", "maria@example.org", Language.Bg)], false, false, [])],
        Services: [],
        Dimensions: [],
        Indicators: [],
        Priorities: [],
        [new ScheduledWorkflow("cycle", TemplateId.Create("template"), StepYears.Always, DueRule.Parse("01-04"))],
        Cases: [],
        OneOffDays: [],
        Records: []);

    private static Dictionary<TemplateId, Template> Library(params Template[] templates) => templates.ToDictionary(t => t.Id);

    private static void Single(Strategy strategy, Dictionary<TemplateId, Template> library, string path, string remedy)
    {
        var fault = Assert.Single(StrategyCheck.Faults(strategy, library));
        Assert.Equal(path, fault.Path);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }
}
