using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Tests.Engine;
using static Workflows.Core.Tests.Indicators.Town;

namespace Workflows.Core.Tests.Indicators;

public sealed class SumPropertyTests
{
    /// <summary>Whatever sheets people send, accepted, corrected or refused, no total in the database differs from its parts without a reason.</summary>
    [Fact]
    public void Invariant8_NoTotalInTheDatabaseDiffersFromItsPartsWithoutAReason()
    {
        var number = Gen.Frequency((1, Gen.Constant((decimal?)null)), (5, Gen.Choose(0, 5).Select(n => (decimal?)n)));
        var reason = Gen.Elements<string?>(null, "", "Двама без данни за пол");
        var sheet =
            from cells in number.ListOf(6)
            from why in reason
            select new Answer.Values(
                [.. Values(OfAge, cells[0], cells[1], cells[2]), .. Values(Covered, cells[3], cells[4], cells[5])],
                why is null ? [] : [new(Covered, "sex", why)]);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Move.Sequences),
            Prop.ForAll(sheet.ListOf(6).ToArbitrary(), sheets => AllSumsAreExplained(sheets)));
    }

    private static void AllSumsAreExplained(IReadOnlyList<Answer.Values> sheets)
    {
        var town = new Town().Opened(2017);
        var accepted = false;
        foreach (var values in sheets.Where(IsWhole))
        {
            if (accepted)
                town.Corrected(2017, values, "Поправка");
            else
                town.Submitted(2017, values).Accepted(2017);
            accepted = true;
        }

        var database = town.Database;
        foreach (var indicator in new[] { OfAge, Covered })
        {
            var total = database.Figure(indicator, Point.Of(2017)).Value;
            decimal?[] parts = [database.Figure(indicator, Point.Of(2017), Women).Value, database.Figure(indicator, Point.Of(2017), Men).Value];
            var complete = total is not null && parts.All(p => p is not null);
            Assert.True(
                !complete || parts.Sum() == total || !string.IsNullOrWhiteSpace(database.ReasonForDifference(indicator, Point.Of(2017), "sex")),
                $"{indicator}: {total} is not {parts[0]} + {parts[1]}, and nobody said why");
        }
    }

    /// <summary>What the engine refuses is never stored, so it cannot reach the database.</summary>
    private static bool IsWhole(Answer.Values values) =>
        ValueSheet.Check([Registered.Indicators[0], Registered.Indicators[1]], Registered.Dimensions, values.Cells, values.Differences) is null;
}
