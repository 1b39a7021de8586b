using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

public sealed class TemplateLibraryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("templates-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Templates_are_found_by_id_and_strategies_by_file()
    {
        Write("any-name.yaml", Sample.Template);
        Write("strategies/first.yaml", Sample.Strategy);

        var library = TemplateLibrary.Load(_directory).Value!;

        Assert.Equal("small", Assert.Single(library.Templates.Keys).Value);
        Assert.Equal("sample-2016-2020", library.Strategies["first"].Id.Value);
    }

    [Fact]
    public void A_directory_without_strategies_loads()
    {
        Write("small.yaml", Sample.Template);

        Assert.Empty(TemplateLibrary.Load(_directory).Value!.Strategies);
    }

    [Fact]
    public void A_directory_that_is_missing_is_not_taken_for_an_empty_one() =>
        Assert.Throws<DirectoryNotFoundException>(() => TemplateLibrary.Load(Path.Combine(_directory, "missing")));

    [Fact]
    public void The_faults_of_all_files_are_told_at_once()
    {
        var one = Write("one.yaml", Sample.Template.With("version: 1", "version: one"));
        var two = Write("two.yaml", Sample.Template.With("due: 03-31", "due: 02-30"));
        var three = Write("strategies/three.yaml", Sample.Strategy.With("firstYear: 2016", "firstYear: 16"));

        var result = TemplateLibrary.Load(_directory);

        Assert.Null(result.Value);
        Assert.Equal([(one, 2), (two, 10), (three, 3)], result.Faults.Select(f => (f.File, f.Line)));
    }

    [Fact]
    public void Two_templates_of_one_id_are_refused()
    {
        var one = Write("one.yaml", Sample.Template);
        var two = Write("two.yaml", Sample.Template);

        var fault = Assert.Single(TemplateLibrary.Load(_directory).Faults);

        Assert.Equal((two, "template", $"'small' is the id of {one} too: give one of them another"), (fault.File, fault.Key, fault.Message));
    }

    [Fact]
    public void Two_strategies_of_one_municipality_and_period_are_refused()
    {
        Write("small.yaml", Sample.Template);
        Write("strategies/one.yaml", Sample.Strategy);
        var two = Write("strategies/two.yaml", Sample.Strategy);

        Assert.Equal((two, "municipality"), Assert.Single(TemplateLibrary.Load(_directory).Faults.Select(f => (f.File, f.Key))));
    }

    [Fact]
    public void A_template_is_checked_by_itself()
    {
        Write("other.yaml", "broken: [");
        var file = Write("small.yaml", Sample.Template.With("due: 03-31", "due: 02-30"));

        Assert.Equal("steps/report/due", Assert.Single(TemplateLibrary.Check(file)).Key);
    }

    [Fact]
    public void A_strategy_is_checked_with_the_templates_above_it_or_those_named()
    {
        Write("small.yaml", Sample.Template);
        var near = Write("strategies/sample.yaml", Sample.Strategy);
        var far = Write("elsewhere/deeper/sample.yaml", Sample.Strategy);

        Assert.Empty(TemplateLibrary.Check(near));
        Assert.Equal("workflows/cycle/template", Assert.Single(TemplateLibrary.Check(far)).Key);
        Assert.Empty(TemplateLibrary.Check(far, _directory));
    }

    [Fact]
    public void A_strategy_whose_template_is_broken_is_told_of_both()
    {
        var template = Write("small.yaml", Sample.Template.With("due: 03-31", "due: 02-30"));
        var strategy = Write("strategies/sample.yaml", Sample.Strategy);

        Assert.Equal(
            [(strategy, "workflows/cycle/template"), (template, "steps/report/due")],
            TemplateLibrary.Check(strategy).Select(f => (f.File, f.Key)));
    }

    [Theory]
    [InlineData("colour: red")]
    [InlineData("[a, b]")]
    [InlineData("text")]
    public void What_is_neither_template_nor_strategy_is_told_how_each_begins(string text)
    {
        var fault = Assert.Single(TemplateLibrary.Check(Write("other.yaml", text)));

        Assert.Equal((1, ""), (fault.Line, fault.Key));
        Assert.Contains("begin a template with template: an-id, a strategy with municipality:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_prints_as_editors_expect()
    {
        var file = Write("small.yaml", Sample.Template.With("title:", "tittle:"));

        Assert.Contains(
            $"{file}:3:1: tittle: unknown key 'tittle': did you mean 'title'?", TemplateLibrary.Check(file).Select(f => f.ToString()));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
