using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Core.Tests.Indicators;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Reports;

public sealed class YearFactsTests
{
    [Fact]
    public void GivenACorrectedBaseline_WhenReported_ThenItStandsInTheYearOfItsCorrectionWithWhatIsComputedFromIt()
    {
        var town = new Town().Opened(2017, baseline: true).Submitted(2017, Children(96, 72), baseline: true).Accepted(2017, baseline: true)
            .Corrected(2017, Children(96, 70), "Две деца бяха броени два пъти", baseline: true);

        var told = Assert.Single(Facts(2017).Corrections, c => c.Cell.IsTotal);
        Assert.Equal((Point.Baseline, 72m, 70m), (told.Point, told.Before.Reading.Value, told.After.Reading.Value));
        Assert.Equal([Share], told.Touched);
        Assert.Empty(Facts(2018).Corrections);

        YearFacts Facts(int year) => YearFacts.Of(town.History, year, new(2018, 12, 31));
    }
}
