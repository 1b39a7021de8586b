using Workflows.Web.Files;

namespace Workflows.Web.Tests.Duties;

public sealed class DutyTableTests
{
    private static readonly DutyCarriers Samples =
        new(TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Files", "samples")).Value!);

    [Fact]
    public void A_row_is_read_with_all_its_carriers()
    {
        const string Text = """
            # Duties

            | id | what | kind | carriers | when |
            |---|:---|---|---|---|
            | S-014 | team | must run | step yearly-cycle/form-team; rule Workflows.Core.Calendar.DueRule | once |
            | B-100 | skill | reference | plan sample-2016-2020 | – |
            """;

        var (rows, faults) = DutyTable.Read(Text);

        Assert.Empty(faults);
        Assert.Equal([(5, "S-014", true), (6, "B-100", false)], rows.Select(r => (r.Line, r.Id, r.MustRun)));
        Assert.Equal(["step yearly-cycle/form-team", "rule Workflows.Core.Calendar.DueRule"], rows[0].Carriers.Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("| S-14 | team | must run | step a/b | once |", "'S-14' is not the id of a duty")]
    [InlineData("| S-014 | team | must run | step a/b |", "4 columns instead of 5")]
    [InlineData("| S-014 | team | should run | step a/b | once |", "neither 'must run' nor 'reference'")]
    [InlineData("| S-014 | team | must run | step a | once |", "the carrier 'step a'")]
    [InlineData("| S-014 | team | must run | step a/b, step a/c | once |", "the carrier 'step a/b, step a/c'")]
    [InlineData("| S-014 | team | must run |  | once |", "the carrier ''")]
    [InlineData("| S-014 |  | must run | step a/b | once |", "does not say what or when")]
    public void A_row_that_cannot_be_read_is_a_fault(string row, string fault) =>
        Assert.Contains(fault, Assert.Single(DutyTable.Read(row).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("step yearly-cycle/form-team", "S-014")]
    [InlineData("institution sample-2016-2020/dsp", "S-056")]
    [InlineData("record sample-2016-2020/dsp-child-protection", "S-056")]
    [InlineData("record sample-2016-2020/period", "S-001")]
    [InlineData("plan sample-2016-2020", "B-091")]
    [InlineData("plan sample-2016-2020", "B-093")]
    [InlineData("plan sample-2016-2020", "B-096")]
    [InlineData("plan sample-2016-2020", "B-097")]
    [InlineData("plan sample-2016-2020", "B-100")]
    [InlineData("service sample-2016-2020/day-centre", "B-001")]
    [InlineData("indicator sample-2016-2020/children-in-institutions", "B-001")]
    [InlineData("dimension sample-2016-2020/sex", "B-001")]
    [InlineData("rule Workflows.Core.Calendar.DueRule", "B-001")]
    public void What_exists_and_lists_the_duty_carries_it(string carrier, string duty) => Assert.Null(Problem(carrier, duty));

    [Theory]
    [InlineData("step yearly-cycle/form-team", "S-015", "it does not list the duty")]
    [InlineData("step yearly-cycle/no-such", "S-014", "there is no such step")]
    [InlineData("step no-such/form-team", "S-014", "there is no such step")]
    [InlineData("institution sample-2016-2020/mayor", "S-056", "it does not list the duty")]
    [InlineData("institution sample-2016-2020/no-such", "S-056", "there is no such institution")]
    [InlineData("institution no-such/dsp", "S-056", "there is no such strategy")]
    [InlineData("record sample-2016-2020/period", "S-002", "it does not list the duty")]
    [InlineData("record sample-2016-2020/no-such", "S-001", "there is no such record")]
    [InlineData("plan sample-2016-2020", "S-001", "it does not list the duty")]
    [InlineData("service sample-2016-2020/no-such", "S-001", "there is no such service")]
    [InlineData("indicator sample-2016-2020/no-such", "S-001", "there is no such indicator")]
    [InlineData("dimension sample-2016-2020/no-such", "S-001", "there is no such dimension")]
    [InlineData("rule Workflows.Core.NoSuch", "S-001", "there is no such type")]
    public void What_is_missing_or_silent_does_not(string carrier, string duty, string problem) => Assert.Equal(problem, Problem(carrier, duty));

    [Fact]
    public void All_that_files_list_is_found() =>
        Assert.Equal(
            ["B-091", "B-093", "B-096", "B-097", "B-100", "S-001", "S-014", "S-024", "S-047", "S-056"],
            Samples.Listed().Select(l => l.Duty).Order(StringComparer.Ordinal));

    private static string? Problem(string carrier, string duty)
    {
        var row = Assert.Single(DutyTable.Read($"| {duty} | what | reference | {carrier} | when |").Rows);
        return Samples.Problem(Assert.Single(row.Carriers), duty);
    }
}
