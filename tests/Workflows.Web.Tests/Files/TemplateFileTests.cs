using System.Text;
using System.Text.Json;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

public sealed class TemplateFileTests
{
    [Fact]
    public void What_a_step_leaves_out_takes_the_documented_default()
    {
        var step = Sample.Read(Sample.Template).Value!.Steps[0];

        Assert.Equal(Assignment.One, step.Assignment);
        Assert.Equal(StepYears.Always, step.Years);
        Assert.Empty(step.After);
        Assert.Null(step.Opens);
        Assert.Equal(new DeadlineRule(DueRule.Parse("03-31"), 5, 10), step.Deadline);
        Assert.True(step.DueIsChoice);
        Assert.Equal(5, step.Notice);
        Assert.Equal(new ReminderPlan(true, [14, 7, 1], true, 3), step.Reminders);
        Assert.Equal([new Escalation(null, 1)], step.Escalations);
        Assert.Empty(step.Evidence);
        Assert.Empty(step.Fields);
        Assert.Equal(5, step.ReturnedDays);
        Assert.True(step.Mandatory);
    }

    [Fact]
    public void Where_there_is_a_mayor_overdue_tasks_reach_the_mayor_after_ten_days()
    {
        var text = Sample.Template.With("  me-team: {bg: Екип, en: Team}", "  me-team: {bg: Екип, en: Team}\n  mayor: {bg: Кмет, en: Mayor}");

        var escalations = Sample.Read(text).Value!.Steps[0].Escalations;

        Assert.Equal([(null, 1), ("mayor", 10)], escalations.Select(e => (e.To?.Value, e.WorkingDaysAfter)));
    }

    [Theory]
    [InlineData("report", "", Acceptance.Coordinator)]
    [InlineData("plan", "", Acceptance.Coordinator)]
    [InlineData("evaluation", "", Acceptance.Coordinator)]
    [InlineData("visit", "", Acceptance.Coordinator)]
    [InlineData("collect-indicators", "indicators: [progress]", Acceptance.Coordinator)]
    [InlineData("proposals", "proposals: [{id: goal, name: {bg: Цел, en: Goal}}]", Acceptance.Coordinator)]
    [InlineData("form-team", "team: {members: 1, composition: {me-team: 1}}", Acceptance.Coordinator)]
    [InlineData("activity", "", Acceptance.Automatic)]
    public void Answers_are_accepted_by_the_coordinator_or_at_once_as_their_kind_says(string kind, string own, Acceptance acceptance)
    {
        var text = Sample.Template.With("    kind: report\n", $"    kind: {kind}\n    {own}\n");

        Assert.Equal(acceptance, Sample.Read(text).Value!.Steps[0].Acceptance);
    }

    [Fact]
    public void Every_key_of_a_step_is_read()
    {
        var template = Read("cycle.yaml");
        var step = template.Steps.Single(s => s.Id.Value == "report");

        Assert.Equal((2, "Годишен цикъл", "ЗСП"), (template.Version, template.Title.Bg, template.LegalBasis?.Bg));
        Assert.Equal("not-first", step.Years.ToString());
        Assert.Equal(["collect-progress", "visits", "planning-meeting"], step.After.Select(s => s.Value));
        Assert.Equal(DueRule.Parse("01-10 next year"), step.Opens);
        Assert.Equal(new DeadlineRule(DueRule.Parse("20 working days after opening"), 3, 4), step.Deadline);
        Assert.Equal((false, 2, 7, false), (step.DueIsChoice, step.Notice, step.ReturnedDays, step.Mandatory));
        Assert.Equal(new ReminderPlan(false, [5, 2], false, 0), step.Reminders);
        Assert.Equal([(null, 2), ("mayor", 6)], step.Escalations.Select(e => (e.To?.Value, e.WorkingDaysAfter)));
        Assert.Equal("Приложения", Assert.Single(step.Evidence).Name.Bg);
        Assert.Equal([(FieldType.Text, false), (FieldType.Number, true), (FieldType.Choice, true)], step.Fields.Select(f => (f.Type, f.Required)));
        Assert.Equal(2, step.Fields[1].Minimum);
        Assert.True(step.Fields[2].OpenList);
        Assert.Equal(Acceptance.Automatic, step.Acceptance);
        Assert.Equal(("Севлиево 2016–2020", "S-024,S-047"), (step.Source.Document, string.Join(',', step.Source.Duties)));
    }

    [Fact]
    public void Every_kind_is_read_with_its_own_keys()
    {
        var kinds = Read("cycle.yaml").Steps.ToDictionary(s => s.Id.Value, s => JsonSerializer.Serialize(s.Kind));

        Assert.Equal("""{"kind":"form-team","Members":4,"Composition":{"administration":2,"social-assistance":2}}""", kinds["form-team"]);
        Assert.Equal("""{"kind":"collect-indicators","Kinds":[1,2],"Baseline":true}""", kinds["collect-progress"]);
        Assert.Equal("""{"kind":"meeting","Occasion":"planning","Times":1}""", kinds["planning-meeting"]);
        Assert.Equal("""{"kind":"visit","Services":["day-centre"],"Times":2}""", kinds["visits"]);
        Assert.Equal("""{"kind":"opinion","Of":["report"],"Agreement":0,"Lapse":1,"Reopens":"report"}""", kinds["opinion"]);
        Assert.Equal("""{"kind":"decision","On":["report"],"Gates":["opinion"],"Reopens":"report","Rejected":0}""", kinds["decision"]);
        Assert.Equal("""{"kind":"publish","What":["report"]}""", kinds["publish"]);
        Assert.StartsWith("""{"kind":"proposals","Levels":[{"Id":"goal",""", kinds["changes"], StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_is_read_by_the_same_reader()
    {
        const string Json = """
            {
            	"template": "small", "version": 1,
            	"title": {"bg": "Малък", "en": "Small \u0031"},
            	"roles": {"me-team":{"bg":"Екип","en":"Team"}},
            	"steps": [{
            		"id": "report", "kind": "report", "owner": "me-team", "due": "03-31", "grace": 7, "opens": null,
            		"title": {"bg": "Доклад", "en": "Report"}, "help": {"bg": "Напишете.", "en": "Write."},
            		"source": {"basis": {"bg": "избор", "en": "a/b\/c"}}
            	}]
            }
            """;

        var result = Sample.Read(Json);

        Assert.Empty(result.Faults);
        Assert.Equal("Small 1", result.Value!.Title.En);
        Assert.Equal(7, result.Value.Steps[0].Deadline.GraceWorkingDays);
        Assert.Equal("a/b/c", result.Value.Steps[0].Source.Basis?.En);
    }

    [Fact]
    public void A_fault_in_JSON_has_its_line()
    {
        var fault = Sample.Read("{\n\"template\": \"small\",\n\"versoin\": 1}").Faults.Single(f => f.Key == "versoin");

        Assert.Equal((3, "unknown key 'versoin': did you mean 'version'?"), (fault.Line, fault.Message));
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("---\n", "\n")]
    [InlineData("# коментар\n", "\n")]
    [InlineData("", "\r\n")]
    public void Marks_comments_and_line_ends_of_other_systems_do_no_harm(string before, string lineEnd)
    {
        var text = before + Sample.Template.Replace("\n", lineEnd, StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Empty(Sample.Read(text).Faults);
        Assert.Empty(TemplateFile.Read("small.yaml", stream).Faults);
    }

    [Theory]
    [InlineData("דוח")]
    [InlineData("تقرير ٢")]
    [InlineData("Доклад „за 2018“: готов")]
    public void Names_in_any_script_are_read_as_written(string name)
    {
        var text = Sample.Template.With("{bg: Малък, en: Small}", $"{{bg: \"{name}\", en: Small}}");

        Assert.Equal(name, Sample.Read(text).Value!.Title.Bg);
    }

    [Fact]
    public void Long_texts_may_run_over_several_lines()
    {
        var text = Sample.Template.With("help: {bg: Напишете., en: Write.}", "help:\n      bg: |\n        Едно.\n        Две.\n      en: >\n        One\n        two.");

        var help = Sample.Read(text).Value!.Steps[0].Help;

        Assert.Equal(("Едно.\nДве.", "One two."), (help.Bg, help.En));
    }

    private static Template Read(string sample)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Files", "samples", sample));
        return TemplateFile.Read(sample, stream).Value!;
    }
}
