using Workflows.Core.Indicators;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Indicators;

public sealed class SeriesTests
{
    [Fact]
    public void ASeriesHasEveryYearWithItsTargetAlsoThoseWithoutAValue()
    {
        var series = Series.Of(new Town().Year(2017, 100, 81).Database, Covered);

        Assert.Equal([(2017, 81m, 82m), (2018, (decimal?)null, 85m), (2019, null, 90m)], series.Years.Select(y => (y.Year, y.Value, y.Target)));
        Assert.Equal(80, series.Baseline.Value);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void ANewVersionBreaksTheSeriesUnlessItIsComparable(bool comparable, bool broken)
    {
        var town = new Town().Year(2017, 100, 90);
        Assert.Null(town.Amend(s => Redefined(s, Covered, i => i with { Unit = new("семейства", "families"), Revision = new(2, new("Броят се семейства", "Families are counted"), comparable) })));
        town.Year(2018, 100, 45);

        Assert.Equal([false, broken, false], Series.Of(town.Database, Covered).Years.Select(y => y.Break));
        Assert.Equal(broken ? null : 90m, Series.LastYear(town.Database, town.Strategy.Indicators[1], 2018));
    }

    [Fact]
    public void AValueMoreThanHalfAwayFromLastYearLeaps()
    {
        var series = Series.Of(new Town().Year(2017, 100, 40).Year(2018, 100, 61).Year(2019, 100, 91).Database, Covered);

        Assert.Equal([false, true, false], series.Years.Select(y => y.Leaps));
    }

    [Theory]
    [InlineData(40, 60, null, true)]
    [InlineData(40, 61, null, false)]
    [InlineData(40, 19, null, false)]
    [InlineData(40, 19, "Закрита група", true)]
    [InlineData(0, 1, null, false)]
    [InlineData(0, 0, null, true)]
    [InlineData(null, 61, null, true)]
    public void ALeapAsksForAComment(int? before, int now, string? comment, bool accepted)
    {
        var rejection = Outlier.FirstUnexplained([.. Values(Covered, now, now, 0, comment)], _ => before);

        Assert.Equal(accepted, rejection is null);
        Assert.Equal(accepted ? null : "indicators.outlier", rejection?.Code);
    }

    [Theory]
    [InlineData("indicator.baseline-frozen")]
    [InlineData("indicator.redefined")]
    [InlineData("indicator.older")]
    public void GivenAStartedStrategy_WhenADefinitionChangesSilently_ThenTheAmendmentIsRefused(string code)
    {
        var town = new Town();
        Assert.Null(town.Amend(s => Redefined(s, OfAge, i => i with { Revision = new(2, new("Нов обхват", "New scope"), false) })));

        var rejection = code switch
        {
            "indicator.baseline-frozen" => town.Amend(s => Redefined(s, Covered, i => i with { Baseline = 81 })),
            "indicator.redefined" => town.Amend(s => Redefined(s, Covered, i => i with { Measure = Measure.Amount })),
            _ => town.Amend(s => Redefined(s, OfAge, i => i with { Revision = null })),
        };

        Assert.Equal(code, rejection?.Code);
    }

    [Fact]
    public void NamesTargetsAndGoalsChangeWithoutANewVersion() => Assert.Null(new Town().Amend(s => Redefined(
        s, Covered, i => i with { Name = new("Обхванати", "Covered"), Targets = new Dictionary<int, decimal> { [3] = 99 }, Goal = null })));

    private static Core.Strategies.Strategy Redefined(Core.Strategies.Strategy strategy, IndicatorId id, Func<Indicator, Indicator> change) =>
        strategy with { Indicators = [.. strategy.Indicators.Select(i => i.Id == id ? change(i) : i)] };
}
