namespace Workflows.Web.Tests.Files;

/// <summary>Each case breaks one part of the small strategy; <c># here</c> marks the line the fault must name.</summary>
public sealed class BrokenStrategyTests
{
    private const string Contacts = "    contacts: [{name: Мария Иванова, email: team@sample.example.org}]";

    public static TheoryData<string, string, string, string> Cases => new()
    {
        // part, what it is replaced by, key, remedy
        { "coordinator: team", "coordinator: tem # here", "coordinator", "no institution is called 'tem': did you mean 'team'?" },
        { "period: {firstYear: 2016, years: 5}", "period: {firstYear: 1999, years: 5} # here", "period/firstYear", "from 2011 to 2079" },
        { "period: {firstYear: 2016, years: 5}", "period: {firstYear: 2016, years: 11} # here", "period/years", "from 1 to 10" },
        { "period: {firstYear: 2016, years: 5}", "period: 2016-2020 # here", "period", "write {firstYear: 2016, years: 5}" },
        { Contacts, "    contacts: [{name: Мария, email: team.example.org}] # here", "institutions/team/contacts/#1/email", "write one such as name@example.org" },
        { Contacts, "    contacts: [{name: Мария, email: team@example}] # here", "institutions/team/contacts/#1/email", "is not an e-mail address" },
        { Contacts, "    contacts: [{name: Мария, email: a@example.org, language: de}] # here", "institutions/team/contacts/Мария/language", "write one of bg, en" },
        { Contacts, "    contacts: [] # here", "institutions/team/contacts", "there is nobody to write to" },
        { Contacts, $"{Contacts}\n  - id: team # here\n    role: x\n    name: {{bg: Друг, en: Other}}\n    contacts: [{{name: Б, email: b@example.org}}]", "institutions/#2", "'team' stands in this list already" },
        { Contacts, $"{Contacts}\n  - id: other\n    role: x\n    name: {{bg: Екип, en: Other}} # here\n    contacts: [{{name: Б, email: b@example.org}}]", "institutions/#2/name/bg", "give this one a name that tells them apart" },
        { "provider: team, funding: municipal}", "provider: tim, funding: municipal} # here", "services/day-centre/provider", "no institution is called 'tim'" },
        { "provider: team, funding: municipal}", "provider: team, funding: state} # here", "services/day-centre/funding", "use one of state-delegated, municipal, external" },
        { "    breakdowns: [sex]", "    breakdowns: [sexe] # here", "indicators/children/breakdowns/sexe", "did you mean 'sex'?" },
        { "    source: team", "    source: teem # here", "indicators/children/source", "did you mean 'team'?" },
        { "    targets: {1: 40}", "    targets: {6: 40} # here", "indicators/children/targets/6", "from 1 to 5" },
        { "    targets: {1: 40}", "    targets: {2016: 40} # here", "indicators/children/targets/2016", "from 1 to 99" },
        { "    targets: {1: 40}", "    targets: {1: 40, 01: 50} # here", "indicators/children/targets/01", "stands here twice" },
        { "    targets: {1: 40}", "    targets: {1: many} # here", "indicators/children/targets/1", "write one such as 42 or 3.5" },
        { "    wanted: down", "    wanted: downn # here", "indicators/children/wanted", "did you mean 'down'?" },
        { "    targets: {1: 40}", "    additive: sometimes # here", "indicators/children/additive", "write true or false" },
        { "    targets: {1: 40}", "    frequency: daily # here", "indicators/children/frequency", "write one of monthly, quarterly, half-yearly, yearly, with-baseline" },
        { "    targets: {1: 40}", "    ratio: {numerator: chidren, denominator: other} # here", "indicators/children/ratio/numerator", "did you mean 'children'?" },
        { "    targets: {1: 40}", "    ratio: {numerator: children, denominator: children} # here", "indicators/children/ratio", "write measure: rate, or remove the ratio" },
        { "    targets: {1: 40}", "    ratio: {numerator: children, denominator: children} # here", "indicators/children/ratio/denominator", "name another one" },
        { "    targets: {1: 40}", "    ratio: {numerator: children, denominator: other, per: 0} # here", "indicators/children/ratio/per", "write 100 for per cent" },
        { "    targets: {1: 40}", "    ratio: {numerator: children} # here", "indicators/children/ratio/denominator", "'denominator' is missing" },
        { "    targets: {1: 40}", "    revision: {version: 1, change: {bg: а, en: b}} # here", "indicators/children/revision/version", "write 2 or more" },
        { "    targets: {1: 40}", "    revision: {version: 2} # here", "indicators/children/revision/change", "'change' is missing" },
        { "template: small, opens: 01-04}", "template: smal, opens: 01-04} # here", "workflows/cycle/template", "no template is called 'smal': did you mean 'small'?" },
        { "template: small, opens: 01-04}", "template: small, opens: 5 working days after opening} # here", "workflows/cycle/opens", "write month and day, such as 01-04" },
        { "template: small, opens: 01-04}", "template: small, years: [6], opens: 01-04} # here", "workflows/cycle/years", "write ordinals from 1 to 5" },
        { "template: small, opens: 01-04}", "template: small, opens: 01-04}\ncases: [smaal] # here", "cases/smaal", "did you mean 'small'?" },
        { "    role: me-team", "    role: me-tema\n# the fault is at the template that needs the role", "workflows/cycle/template", "needs the role 'me-team', which no institution has: add an institution with role: me-team" },
        { "date: 2018-03-02", "date: 2018-02-30", "oneOffDays/2018-02-30/date", "'2018-02-30' is not a day of the calendar: write year, month and day, such as 2018-03-02" },
        { "date: 2018-03-02", "date: 0018-03-02", "oneOffDays/0018-03-02/date", "write a date from 2010 to 2099" },
        { "date: 2018-03-02", "date: 2.3.2018", "oneOffDays/2.3.2018/date", "is not a day of the calendar" },
        { "workflows:", "workflow: # here", "workflow", "did you mean 'workflows'?" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_broken_part_is_named_with_its_line_key_and_remedy(string part, string other, string key, string remedy)
    {
        var text = Sample.Strategy.With(part, other);
        var lines = text.Split('\n').ToList();
        var here = lines.FindIndex(l => l.Contains("# here", StringComparison.Ordinal));
        // Without a mark the fault is on the line of the last segment's value.
        var line = here >= 0 ? 1 + here : 1 + lines.FindIndex(l => l.Contains(key.StartsWith("oneOff", StringComparison.Ordinal) ? other : "template:", StringComparison.Ordinal));

        var result = Sample.ReadStrategy(text);

        Assert.Null(result.Value);
        Assert.Contains(result.Faults, f => f.Key == key && f.Line == line && f.Message.Contains(remedy, StringComparison.Ordinal));
    }
}
