using Workflows.Core.Indicators;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Indicators;

public sealed class RollUpTests
{
    [Fact]
    public void CountsAreSummedAndSharesComputedAnewFromTheSums()
    {
        var region = Region(new Town().Year(2017, 100, 90).Database, new Town().Year(2017, 300, 150).Database);

        Assert.Equal((240m, 2), (region.Of(Covered, 2017).Value, region.Of(Covered, 2017).Reporting));
        Assert.Equal(60m, region.Of(Share, 2017).Value);
        Assert.Equal(75m, region.Of(Share, 2017, Men).Value);
    }

    [Fact]
    public void AShareIsMadeOfThoseThatHaveBothInputs()
    {
        var region = Region(new Town().Year(2017, 100, 90).Database, new Town().Year(2017, null, 150).Database);

        Assert.Equal((90m, 1), (region.Of(Share, 2017).Value, region.Of(Share, 2017).Reporting));
        Assert.Equal((240m, 2), (region.Of(Covered, 2017).Value, region.Of(Covered, 2017).Reporting));
    }

    [Fact]
    public void WhatIsNeitherAdditiveNorComputedIsNotComparable()
    {
        var strategy = Registered with { Indicators = [Count(OfAge, 100, [], Direction.Neither) with { Additive = false }, Registered.Indicators[1]] };
        var region = Region(new Town(strategy).Year(2017, 100, 90).Database, new Town(strategy).Year(2017, 100, 80).Database);

        Assert.Equal((false, (decimal?)null, 2), (region.Of(OfAge, 2017).Comparable, region.Of(OfAge, 2017).Value, region.Of(OfAge, 2017).Reporting));
    }

    [Fact]
    public void WhoeverMeansSomethingElseByTheSameIdIsLeftOutAndCounted()
    {
        var families = Registered with { Indicators = [Registered.Indicators[0], Registered.Indicators[1] with { Unit = new("семейства", "families") }] };
        var region = Region(new Town(families).Year(2017, 100, 90).Database, new Town().Year(2017, 100, 80).Database, new Town().Year(2017, 100, 70).Database);

        Assert.Equal((150m, 2, 1), (region.Of(Covered, 2017).Value, region.Of(Covered, 2017).Reporting, region.Of(Covered, 2017).Others));
    }

    [Fact]
    public void ANumberSaysWhetherAValueThatItIsMadeOfWasCorrected()
    {
        var corrected = new Town().Year(2017, 100, 90).Corrected(2017, Children(100, 95), "Броено двукратно").Database;
        var (before, after) = (Region(With(90), With(80)), Region(corrected, With(80)));

        Assert.Equal((170m, false), (before.Of(Covered, 2017).Value, before.Of(Covered, 2017).Corrected));
        Assert.Equal((175m, true), (after.Of(Covered, 2017).Value, after.Of(Covered, 2017).Corrected));
        Assert.True(after.Of(Share, 2017).Corrected);
        Assert.False(after.Of(OfAge, 2017).Corrected);
    }

    [Fact]
    public void ARankingBeginsWithTheBestAndEqualsShareARank()
    {
        var region = Region(With(80), With(90), With(80), With(70));

        Assert.Equal([(1, 90m), (2, 80m), (2, 80m), (4, 70m)], region.Ranking(Share, 2017).Select(r => (r.Rank, r.Value)));
        Assert.Empty(region.Ranking(Share, 2018));
    }

    private static RollUp Region(params IndicatorDatabase[] databases) => RollUp.Of([.. databases.Select(StrategyValues.Of)]);

    private static IndicatorDatabase With(decimal covered) => new Town().Year(2017, 100, covered).Database;
}
