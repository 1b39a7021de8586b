using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Indicators;

namespace Workflows.Core.Tests.Engine;

public sealed class ValueSheetTests
{
    private static readonly Indicator Clients = Sample.Strategy.Indicators[0];
    private static readonly Indicator Coverage = Sample.Strategy.Indicators[1];

    [Fact]
    public void Invariant8_AcceptedPartsSumToTheTotalOrTheSheetSaysWhyNot() => Holds(Clients, (total, women, men, accepted) =>
    {
        var agrees = (total, women, men) switch
        {
            (null, null, null) => true,
            (null, _, _) => false,
            ({ } t, { } w, { } m) => w + m == t,
            ({ } t, _, _) => (women ?? 0) + (men ?? 0) <= t,
        };
        Assert.Equal(agrees, accepted);
    });

    [Fact]
    public void Invariant8_RatesAreNeverSummed() => Holds(Coverage, (_, _, _, accepted) => Assert.True(accepted));

    [Fact]
    public void ADifferenceWithItsReasonIsAccepted() =>
        Assert.Null(ValueSheet.Check([Clients], Sample.Strategy.Dimensions, Cells(Clients, 10, 4, 4), [new(Clients.Id, "sex", "Двама без данни за пол")]));

    [Fact]
    public void ZeroIsANumber() =>
        Assert.Null(ValueSheet.Check([Clients], Sample.Strategy.Dimensions, Cells(Clients, 0, 0, 0), []));

    [Fact]
    public void AMissingCellIsNamed()
    {
        var rejection = ValueSheet.Check([Clients], Sample.Strategy.Dimensions, Cells(Clients, 3, 1, 2)[..2], []);

        Assert.Equal("indicators.missing", rejection?.Code);
        Assert.Equal("men", rejection?.Data?["part"]);
    }

    [Theory]
    [InlineData("other", null, null, "indicators.unasked")]
    [InlineData("clients", "age", "old", "indicators.unasked")]
    [InlineData("clients", "sex", "women", "indicators.duplicate")]
    public void AnExtraCellIsRefused(string indicator, string? dimension, string? part, string code) =>
        Assert.Equal(code, ValueSheet.Check(
            [Clients], Sample.Strategy.Dimensions, [.. Cells(Clients, 3, 1, 2), new(new(indicator), dimension, part, 1, null)], [])?.Code);

    [Fact]
    public void ACellIsANumberOrAReason()
    {
        IndicatorValue[] neither = [.. Cells(Clients, 3, 1, 2)[..2], new(Clients.Id, "sex", "men", null, " ")];
        IndicatorValue[] both = [.. Cells(Clients, 3, 1, 2)[..2], new(Clients.Id, "sex", "men", 2, "без данни")];

        Assert.All(new[] { neither, both }, cells =>
            Assert.Equal("indicators.value-or-reason", ValueSheet.Check([Clients], Sample.Strategy.Dimensions, cells, [])?.Code));
    }

    private static void Holds(Indicator indicator, Action<decimal?, decimal?, decimal?, bool> property)
    {
        var number = Gen.Frequency((1, Gen.Constant((decimal?)null)), (4, Gen.Choose(0, 6).Select(n => (decimal?)n)));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Move.Sequences),
            Prop.ForAll(number.Zip(number).Zip(number).ToArbitrary(), x =>
            {
                var ((total, women), men) = x;
                var rejection = ValueSheet.Check([indicator], Sample.Strategy.Dimensions, Cells(indicator, total, women, men), []);
                Assert.True(rejection is null or { Code: "indicators.sum" });
                property(total, women, men, rejection is null);
            }));
    }

    private static IndicatorValue[] Cells(Indicator indicator, decimal? total, decimal? women, decimal? men) =>
    [
        Cell(indicator, null, null, total), Cell(indicator, "sex", "women", women), Cell(indicator, "sex", "men", men),
    ];

    private static IndicatorValue Cell(Indicator indicator, string? dimension, string? part, decimal? value) =>
        new(indicator.Id, dimension, part, value, value is null ? "Няма регистър" : null);
}
