using Workflows.Web.Files;
using Workflows.Web.Tests.Duties;

namespace Workflows.Web.Tests;

/// <summary>Every duty of the two source documents is carried by something that exists, as <c>docs/duties.md</c> says.</summary>
public sealed class DutiesTests
{
    private const int OfBalchik = 163, OfSevlievo = 145;

    private static readonly Lazy<IReadOnlyList<DutyRow>> Rows = new(ReadRows);
    private static readonly Lazy<DutyCarriers> Carriers = new(ReadCarriers);

    [Fact]
    public void Each_duty_of_both_documents_has_one_row()
    {
        var expected = Enumerable.Range(1, OfBalchik).Select(n => $"B-{n:000}").Concat(Enumerable.Range(1, OfSevlievo).Select(n => $"S-{n:000}"));

        Assert.Equal(expected, Rows.Value.Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData('B', 42, 121)]
    [InlineData('S', 75, 70)]
    public void As_many_must_run_as_the_documents_demand(char document, int mustRun, int reference)
    {
        var rows = Rows.Value.Where(r => r.Id[0] == document).ToList();

        Assert.Equal((mustRun, reference), (rows.Count(r => r.MustRun), rows.Count(r => !r.MustRun)));
    }

    [Fact]
    public void Each_carrier_exists_and_names_its_duty() => Empty(
        from row in Rows.Value
        from carrier in row.Carriers
        let problem = Carriers.Value.Problem(carrier, row.Id)
        where problem is not null
        select $"line {row.Line}: {row.Id}: {carrier}: {problem}");

    [Fact]
    public void What_must_run_is_a_step() => Empty(
        from row in Rows.Value
        where row.MustRun && row.Carriers.All(c => c.Kind != "step")
        select $"line {row.Line}: {row.Id} must run, but no step carries it");

    [Fact]
    public void Each_duty_listed_in_a_file_has_a_row()
    {
        var known = Rows.Value.Select(r => r.Id).ToHashSet();

        Empty(from listed in Carriers.Value.Listed() where !known.Contains(listed.Duty) select $"{listed.Where} lists {listed.Duty}, which has no row");
    }

    private static IReadOnlyList<DutyRow> ReadRows()
    {
        var path = Path.Combine(Repository.Root, "docs", "duties.md");
        Assert.True(File.Exists(path), $"{path} is missing: it maps each duty to what carries it");
        var (rows, faults) = DutyTable.Read(File.ReadAllText(path));
        Empty(faults);
        return rows;
    }

    private static DutyCarriers ReadCarriers()
    {
        var library = TemplateLibrary.Load(Path.Combine(Repository.Root, "functions", "templates"));
        Empty(library.Faults.Select(f => f.ToString()));
        return new DutyCarriers(library.Value!);
    }

    private static void Empty(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        Assert.True(all.Count == 0, $"{all.Count} problems:\n{string.Join('\n', all)}");
    }
}
