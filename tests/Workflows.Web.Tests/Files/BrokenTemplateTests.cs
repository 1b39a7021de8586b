namespace Workflows.Web.Tests.Files;

/// <summary>Each case breaks one part of the small template; <c># here</c> marks the line the fault must name.</summary>
public sealed class BrokenTemplateTests
{
    private const string Due = "    due: 03-31\n";
    private const string Kind = "    kind: report\n";
    private const string Field = "    fields: [{id: f, title: {bg: а, en: a}, type: ";

    public static TheoryData<string, string, string, string> Cases => new()
    {
        // part, what it is replaced by, key, remedy
        { "title: {bg: Малък, en: Small}", "tittle: {bg: Малък, en: Small} # here", "tittle", "unknown key 'tittle': did you mean 'title'?" },
        { "    due: 03-31", "    deu: 03-31 # here", "steps/report/deu", "did you mean 'due'?" },
        { "version: 1", "version: 1\ncolour: red # here", "colour", "unknown key 'colour': use one of legalBasis, meetings" },
        { "version: 1", "version: 1\nversion: 2 # here", "version", "stands here twice: remove this one or that of line 2" },
        { "template: small", "template: Small # here", "template", "'Small' is not an id: use 1 to 120 of a-z, 0-9" },
        { "template: small", "template: годишен # here", "template", "is not an id" },
        { "template: small", "template: my template # here", "template", "such as my-template" },
        { "template: small", "template: # here", "template", "'template' is empty: write yearly-cycle" },
        { "version: 1", "version: one # here", "version", "not a whole number from 1 to 1000000: write one without quotes, such as 1" },
        { "version: 1", "version: \"1\" # here", "version", "without quotes" },
        { "version: 1", "version: 0 # here", "version", "from 1 to 1000000" },
        { "version: 1", "version: 99999999999999999999 # here", "version", "from 1 to 1000000" },
        { "title: {bg: Малък, en: Small}", "title: Small # here", "title", "'Small' stands where a group of keys belongs: write {bg: …, en: …}" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък} # here", "title/en", "'en' is missing: write en: a text" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: ''} # here", "title/en", "'en' is empty: write a text" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: '   '} # here", "title/en", "'en' is empty" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: Small, de: Klein} # here", "title/de", "unknown key 'de'" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: \"Sm\\u202Eall\"} # here", "title/en", "changes the direction of writing stands in this text: remove it" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: \"Sm\\u0007all\"} # here", "title/en", "control sign stands in this text: type the text anew" },
        { "title: {bg: Малък, en: Small}", "title: {bg: Малък, en: \"Sm\\nall\"} # here", "title/en", "must be on one line: remove the line breaks" },
        { "    kind: report", "    kind: raport # here", "steps/report/kind", "no kind of step is called 'raport': did you mean 'report'?" },
        { "    kind: report", "    kind: xyz # here", "steps/report/kind", "use one of form-team, collect-indicators, meeting" },
        { Kind, $"{Kind}    meeting: {{occasion: planning}} # here\n", "steps/report/meeting", "belongs to steps of the kind meeting, and this is 'report': remove it" },
        { Kind, $"{Kind}    drafts: monitoring # here\n", "steps/report/drafts", "write one of monitoring-report, year-plan" },
        { "    kind: report", "    kind: publish\n    drafts: monitoring-report # here", "steps/report/drafts", "belongs to steps of the kinds report, plan, evaluation and activity, and this is 'publish'" },
        { "    kind: report", "    kind: visit\n    visits: {services: day-centre} # here", "steps/report/visits/services", "where a list belongs: write [day-centre]" },
        { "    kind: report", "    kind: collect-indicators\n    indicators: [progres] # here", "steps/report/indicators/progres", "did you mean 'progress'?" },
        { Due, "    due: 02-30 # here\n", "steps/report/due", "February has at most 29 days: write \"02-28\"" },
        { Due, "    due: soon # here\n", "steps/report/due", "is no due rule: write a day such as \"03-31\"" },
        { Due, "    due: 10 days after opening # here\n", "steps/report/due", "Write \"working days\" or \"calendar days\"" },
        { Due, "    due: [03-31] # here\n", "steps/report/due", "a list stands where a due rule belongs" },
        { Due, $"{Due}    grace: -1 # here\n", "steps/report/grace", "from 0 to 250" },
        { Due, $"{Due}    mandatory: yes # here\n", "steps/report/mandatory", "write true or false" },
        { Due, $"{Due}    years: allways # here\n", "steps/report/years", "write every, first, last, not-first, not-last or ordinals such as [1, 3]" },
        { Due, $"{Due}    years: [0] # here\n", "steps/report/years/0", "from 1 to 99" },
        { Due, $"{Due}    assignment: all # here\n", "steps/report/assignment", "write one of one, each" },
        { Due, $"{Due}    acceptance: manual # here\n", "steps/report/acceptance", "automatic, coordinator" },
        { Due, $"{Due}    reminders: {{befor: [7]}} # here\n", "steps/report/reminders/befor", "did you mean 'before'?" },
        { Due, $"{Due}    reminders: {{before: [1, 7]}} # here\n", "steps/report/reminders/before", "write falling numbers" },
        { Due, $"{Due}    escalate: [{{to: coordinator}}] # here\n", "steps/report/escalate/#1/after", "'after' is missing: write after: 1" },
        { Due, $"{Due}    escalate: [{{to: coordinator, after: 3}}, {{to: me-team, after: 3}}] # here\n", "steps/report/escalate/#2/after", "write rising numbers" },
        { Due, $"{Due}{Field}choice}}] # here\n", "steps/report/fields/f/options", "a choice needs options: write options:" },
        { Due, $"{Due}{Field}text, minimum: 2}}] # here\n", "steps/report/fields/f/minimum", "remove it, or write type: number" },
        { Due, $"{Due}{Field}number, minimum: 2,5}}] # here\n", "steps/report/fields/f/5", "unknown key '5'" },
        { Due, $"{Due}{Field}number, minimum: two}}] # here\n", "steps/report/fields/f/minimum", "is not a number: write one such as 42 or 3.5" },
        { Due, $"{Due}{Field}number, tells: difficulty}}] # here\n", "steps/report/fields/f/tells", "remove tells, or write type: text" },
        { Due, $"{Due}{Field}text, tells: trouble}}] # here\n", "steps/report/fields/f/tells", "write one of done, difficulty, proposal, conclusion" },
        { Due, $"{Due}{Field}text, mustBeYes: true}}] # here\n", "steps/report/fields/f/mustBeYes", "remove mustBeYes, or write type: yes-no" },
        { Due, $"{Due}{Field}yes-no, required: false, mustBeYes: true}}] # here\n", "steps/report/fields/f/mustBeYes", "remove mustBeYes, or required: false" },
        { Due, $"{Due}{Field}yes-no, mustBeYes: yes}}] # here\n", "steps/report/fields/f/mustBeYes", "write true or false" },
        { Due, $"{Due}{Field}bool}}] # here\n", "steps/report/fields/f/type", "write one of text, number, date, yes-no, choice" },
        { Due, $"{Due}    evidence: [{{id: a, name: {{bg: а, en: a}}}}, {{id: a, name: {{bg: б, en: b}}}}] # here\n", "steps/report/evidence/#2", "'a' stands in this list already" },
        { "    source: {basis: {bg: избор, en: choice}}", "    source: {duties: [S-014]} # here", "steps/report/source", "write document: … with place: …, or basis: {bg: …, en: …}, or both" },
        { "    source: {basis: {bg: избор, en: choice}}", "    source: {document: Севлиево} # here", "steps/report/source/place", "'place' is missing" },
        { "    source: {basis: {bg: избор, en: choice}}", "    source: {document: С, place: п, duties: [S14]} # here", "steps/report/source/duties/S14", "such as S-014" },
        { "    owner: me-team", "    owner: me-tem # here", "steps/report/owner/me-tem", "'me-tem' is not among the roles of this template: did you mean 'me-team'?" },
        { "    owner: me-team", "    owner: [] # here", "steps/report/owner", "nobody owes this step: write a role" },
        { "    owner: me-team", "    owner: [me-team, me-team] # here", "steps/report/owner/#2", "stands in this list already" },
        { "  me-team: {bg: Екип, en: Team}", "  me-team: {bg: Екип, en: Team}\n  mayor: {bg: Кмет, en: Mayor}\n  ngo: {bg: НПО, en: NGO} # here", "roles/ngo", "no step names the role 'ngo': remove it" },
        { "  me-team: {bg: Екип, en: Team}", "  me-team: {bg: Екип, en: Team}\n  me-team: {bg: Екип, en: Team} # here", "roles/me-team", "stands here twice" },
        { "    after: [report]", "    after: [raport] # here", "steps/note/after/raport", "no step is called 'raport': did you mean 'report'?" },
        { "    after: [report]", "    after: [report, note] # here", "steps/note/after/note", "comes after itself: remove it" },
        { Kind, $"{Kind}    after: [note] # here\n", "steps/report/after", "report after note after report; remove one" },
        { "  - id: note", "  - id: report # here", "steps/#2/id", "an earlier step has the id 'report': give this one another" },
        { "    due: 04-30", "    due: 5 working days after raport # here", "steps/note/due", "did you mean 'report'?" },
        { Due, "    due: 5 working days after note # here\n", "steps/report/due", "add note to after, or count from opening" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_broken_part_is_named_with_its_line_key_and_remedy(string part, string other, string key, string remedy)
    {
        var text = Sample.Template.With(part, other);
        var line = 1 + text.Split('\n').ToList().FindIndex(l => l.EndsWith("# here", StringComparison.Ordinal));

        var result = Sample.Read(text);

        Assert.Null(result.Value);
        Assert.Contains(result.Faults, f => f.Key == key && f.Message.Contains(remedy, StringComparison.Ordinal));
        Assert.Contains(result.Faults, f => f.Key == key && f.Line == line);
        Assert.All(result.Faults, f => Assert.Equal("small.yaml", f.File));
    }

    [Theory]
    [InlineData("template", "'template' is missing: write template: yearly-cycle")]
    [InlineData("version", "'version' is missing: write version: 1")]
    [InlineData("title", "'title' is missing: write title: {bg: …, en: …}")]
    public void A_missing_key_is_named_at_its_group(string key, string remedy)
    {
        var lines = Sample.Template.Split('\n').Where(l => !l.StartsWith($"{key}:", StringComparison.Ordinal));

        var fault = Assert.Single(Sample.Read(string.Join('\n', lines)).Faults);

        Assert.Equal((1, key, remedy), (fault.Line, fault.Key, fault.Message));
    }

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_file()
    {
        var text = Sample.Template
            .With("version: 1", "version: one")
            .With("kind: report", "kind: raport")
            .With("due: 03-31", "due: 02-30")
            .With("due: 04-30", "due: 13-01");

        Assert.Equal([2, 8, 10, 18], Sample.Read(text).Faults.Select(f => f.Line));
    }
}
