using Workflows.Core;
using Workflows.Web.Files;

namespace Workflows.Web.Tests.Transcripts;

/// <summary>Whole years as texts that reviewers compare line by line when a template or the engine changes.</summary>
public sealed class TranscriptTests
{
    private static readonly TemplateLibrary Library =
        TemplateLibrary.Load(Path.Combine(Repository.Root, "functions", "templates")).Value!;

    [Theory]
    [InlineData("sevlievo-2016-2020", "yearly-cycle-sevlievo", "cycle", 2018, "2018-01-04")]
    [InlineData("sevlievo-2016-2020", "yearly-cycle-sevlievo", "cycle", 2020, "2020-01-04")]
    [InlineData("sevlievo-2016-2020", "final-evaluation", "evaluation", 2020, "2020-06-01")]
    [InlineData("balchik-2011-2015", "yearly-cycle-balchik", "cycle", 2013, "2013-01-04")]
    [InlineData("balchik-2011-2015", "regional-report", "regional-report", 2013, "2013-01-04")]
    public void A_year_runs_as_reviewed(string strategy, string template, string name, int year, string start)
    {
        var transcript = Transcript.Of(
            Library.Strategies[strategy], Library.Templates[new TemplateId(template)], name, year, DateOnly.ParseExact(start, "yyyy-MM-dd"));

        Assert.EndsWith("workflow-completed\n", transcript, StringComparison.Ordinal);
        Golden.Check($"Transcripts/{strategy}.{name}.{year}.txt", transcript);
    }
}
