using Workflows.Core.Indicators;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Indicators;

public sealed class StandingTests
{
    [Theory]
    [InlineData(82, Standing.OnTrack)]
    [InlineData(81, Standing.Behind)]
    [InlineData(null, Standing.NoData)]
    public void AnIndicatorIsHeldAgainstTheTargetOfItsYear(int? covered, Standing standing)
    {
        var progress = YearProgress.Of(new Town().Year(2017, 90, covered).Database, 2017);

        Assert.Equal(standing, progress.Indicators.Single(i => i.Indicator.Id == Covered).Standing);
    }

    [Fact]
    public void WhereLessIsWantedTheTargetIsACeiling()
    {
        var town = new Town(Registered with { Indicators = [Count(OfAge, 100, new() { [1] = 90 }, Direction.Down), Count(Covered, null, [], Direction.Down)] });

        var progress = YearProgress.Of(town.Year(2017, 90, 82).Database, 2017);

        Assert.Equal([Standing.OnTrack, Standing.NoTarget], progress.Indicators.Select(i => i.Standing));
    }

    [Fact]
    public void AGoalIsBehindAsSoonAsOneIndicatorIsAndCountsWhatItKnows()
    {
        var progress = YearProgress.Of(new Town().Year(2017, 100, 85).Database, 2017);

        var goal = Assert.Single(Assert.Single(progress.Priorities).Goals).Progress;
        Assert.Equal((1, 1, 0, Standing.Behind, 50m), (goal.OnTrack, goal.Behind, goal.NoData, goal.Standing, goal.Effectiveness));
        Assert.Equal(Standing.Behind, progress.Whole.Standing);
    }

    [Fact]
    public void WithoutAnyValueAGoalHasNoDataAndNoEffectiveness()
    {
        var goal = YearProgress.Of(new Town().Database, 2017).Priorities[0].Progress;

        Assert.Equal((Standing.NoData, (decimal?)null), (goal.Standing, goal.Effectiveness));
    }
}
