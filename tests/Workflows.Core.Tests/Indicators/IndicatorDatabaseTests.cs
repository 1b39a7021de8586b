using Workflows.Core.History;
using Workflows.Core.Indicators;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Indicators;

public sealed class IndicatorDatabaseTests
{
    [Fact]
    public void GivenASubmittedSheet_WhenNobodyAcceptedIt_ThenItWaitsAndDoesNotCount()
    {
        var database = new Town().Opened(2017).Submitted(2017, Children(100, 90)).Database;

        Assert.Equal(new Reading.Unreported(), database.Figure(Covered, Point.Of(2017)).Reading);
        Assert.Equal(90, database.Pending(Covered, Point.Of(2017))?.Reading.Value);
    }

    [Fact]
    public void GivenAReturnedSheet_WhenAsked_ThenItNeitherCountsNorWaits()
    {
        var database = new Town().Opened(2017).Submitted(2017, Children(100, 90)).Returned(2017).Database;

        Assert.Null(database.Pending(Covered, Point.Of(2017)));
        Assert.Null(database.Figure(Covered, Point.Of(2017)).Value);
    }

    [Fact]
    public void GivenAnAcceptedSheet_WhenAsked_ThenEachValueNamesItsEvent()
    {
        var town = new Town().Year(2017, 100, 90);

        var from = Assert.Single(town.Database.Figure(Covered, Point.Of(2017), Women).From).From;

        Assert.Equal((ValueState.Approved, 1, "values.dsp"), (from.State, from.Submission, from.Task.Value));
        Assert.Equal("answer-accepted", town.Events.Single(e => e.Stream.Value == from.Workflow.Value && e.Version == from.Version).Name);
    }

    [Fact]
    public void ARateIsComputedInTotalAndInEachPartAndNeverSummed()
    {
        var database = new Town().Year(2017, 100, 90).Database;

        Assert.Equal(90m, database.Figure(Share, Point.Of(2017)).Value);
        Assert.Equal(100m, database.Figure(Share, Point.Of(2017), Women).Value);
        Assert.Equal(75m, database.Figure(Share, Point.Of(2017), Men).Value);
    }

    [Fact]
    public void ARateOfNoneHasNothingToDivideByAndOneOfUnknownSaysWhichInputLacks()
    {
        var nobody = new Core.Engine.Answer.Values([.. Values(OfAge, 0, 0, 0), .. Values(Covered, 0, 0, 0)], []);
        var database = new Town().Opened(2017).Submitted(2017, nobody).Accepted(2017).Year(2018, null, 90).Database;

        Assert.Equal(new Reading.NothingToDivideBy(OfAge), database.Figure(Share, Point.Of(2017)).Reading);
        Assert.Equal(new Reading.InputMissing(OfAge), database.Figure(Share, Point.Of(2018)).Reading);
        Assert.Equal(new Reading.NoData("Няма регистър"), database.Figure(OfAge, Point.Of(2018)).Reading);
        Assert.Equal(new Reading.Unreported(), database.Figure(Share, Point.Of(2019)).Reading);
    }

    [Fact]
    public void GivenACorrection_WhenAsked_ThenItPointsAtTheOldValueAndMarksWhatIsComputedFromIt()
    {
        var database = new Town().Year(2017, 100, 90).Corrected(2017, Children(100, 85), "Две групи бяха броени два пъти").Database;

        var figure = database.Figure(Covered, Point.Of(2017));
        var entry = Assert.Single(figure.From);
        Assert.Equal((85m, ValueState.Corrected, "Две групи бяха броени два пъти"), (figure.Value, figure.State, entry.From.Reason));
        Assert.Equal((90m, ValueState.Approved), (entry.Replaces?.Reading.Value, entry.Replaces?.From.State));
        Assert.Equal((85m, ValueState.Corrected), (database.Figure(Share, Point.Of(2017)).Value, database.Figure(Share, Point.Of(2017)).State));
        Assert.Equal(ValueState.Approved, database.Figure(Covered, Point.Of(2017), Men).State);
        Assert.Contains(database.Corrections, c => c.Cell == Cell.Total && c.Before.Reading.Value == 90 && c.Touched.SequenceEqual([Share]));
    }

    [Fact]
    public void GivenACorrectedValue_WhenItIsCorrectedAgain_ThenEveryEarlierOneStaysOnRecord()
    {
        var database = new Town().Year(2017, 100, 90).Corrected(2017, Children(100, 85), "Първа").Corrected(2017, Children(100, 86), "Втора").Database;

        var totals = database.Corrections.Where(c => c.Cell == Cell.Total).Select(c => (c.Before.Reading.Value, c.After.Reading.Value));
        Assert.Equal([(90m, 85m), (85m, 86m)], totals);
    }

    [Fact]
    public void TheBaselineThatWasGatheredStandsBeforeTheOneThatTheDefinitionStates()
    {
        var stated = new Town().Database;
        var gathered = new Town().Opened(2017, baseline: true).Submitted(2017, Children(96, 72), baseline: true).Accepted(2017, baseline: true).Database;

        Assert.Equal((100m, 80m, 80m), (stated.Baseline(OfAge).Value, stated.Baseline(Covered).Value, stated.Baseline(Share).Value));
        Assert.Equal((96m, 72m, 75m), (gathered.Baseline(OfAge).Value, gathered.Baseline(Covered).Value, gathered.Baseline(Share).Value));
        Assert.Null(gathered.Figure(Covered, Point.Of(2017)).Value);
    }

    [Fact]
    public void TheNextEventsContinueAHistoryAndLeaveTheEarlierOneAsItWas()
    {
        var town = new Town().Year(2017, 100, 90);
        var before = town.History;
        var known = town.Events.Count;
        town.Year(2018, 100, 95);

        var after = town.Events.Skip(known).Aggregate(before, (history, e) => history.With(e));

        Assert.Null(before.Indicators.Figure(Covered, Point.Of(2018)).Value);
        Assert.Equal(95, after.Indicators.Figure(Covered, Point.Of(2018)).Value);
        Assert.Equal(StrategyHistory.Of(town.Events).Indicators.Points, after.Indicators.Points);
    }
}
