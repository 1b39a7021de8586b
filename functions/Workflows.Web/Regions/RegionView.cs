using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;
using Workflows.Web.Keys;

namespace Workflows.Web.Regions;

/// <summary>Why a region has no number for an indicator, or that it has one.</summary>
public enum RegionalStanding
{
    Known,

    /// <summary>Reported as a share or an average, so that it can neither be summed nor computed anew.</summary>
    NotComparable,

    NoData,

    /// <summary>So few municipalities report that the number would tell what one of them reported.</summary>
    TooFew,
}

/// <summary>One indicator in one year: the municipality's own value beside the region's.</summary>
/// <param name="Own">As the municipality counts it.</param>
/// <param name="Region">The sum, or for a computed indicator the ratio of the sums; null unless known.</param>
/// <param name="Corrected">Whether the region's number holds a value that was corrected after its approval.</param>
/// <param name="Reporting">Municipalities that it is made of.</param>
/// <param name="Others">Municipalities that count something else under the same id, and are left out.</param>
/// <param name="Rank">The municipality's own place; null without a value that can be ranked, or where too few report.</param>
public sealed record RegionalLine(
    Indicator Indicator, int Year, decimal? Own, decimal? Region, bool Corrected, RegionalStanding Standing, int Reporting, int Others, int? Rank);

/// <param name="Municipality">Its name.</param>
public sealed record RankedLine(int Rank, MunicipalityId Id, LocalText Municipality, decimal Value, bool Own);

/// <summary>
/// What a caller may see of a region. Who sees every municipality sees each one's values; a coordinator sees the own ones and what the
/// region comes to, as long as that gives no other away. See <c>docs/decisions/0057</c>.
/// </summary>
internal sealed class RegionView(Region region, IndicatorDatabase own, Caller caller)
{
    /// <summary>Fewer municipalities in a sum would let one of them work out another's value.</summary>
    public const int Fewest = 3;

    private readonly bool _whole = caller.Municipality is null;

    public LocalText Name => region.Name;

    public int Municipalities => region.Municipalities.Count;

    /// <summary>Whether other municipalities' values may be shown.</summary>
    public bool ShowsOthers => _whole;

    /// <summary>Those of the strategy, or in which anybody of the region reported.</summary>
    public IReadOnlyList<int> Years { get; } =
        [.. Enumerable.Range(own.Strategy.Period.FirstYear, own.Strategy.Period.Years).Union(region.RollUp.Years).Order()];

    private Strategy Strategy => own.Strategy;

    public IEnumerable<RegionalLine> Lines(int year) => Strategy.Indicators.Select(i => Line(i, year));

    public RegionalLine Line(Indicator indicator, int year, Cell cell = default)
    {
        var figure = region.RollUp.Of(indicator.Id, year, cell);
        var enough = _whole || figure.Reporting >= Fewest;
        var standing = !figure.Comparable ? RegionalStanding.NotComparable
            : figure.Reporting == 0 ? RegionalStanding.NoData
            : !enough ? RegionalStanding.TooFew
            : figure.Value is null ? RegionalStanding.NoData
            : RegionalStanding.Known;
        return new(
            indicator,
            year,
            Strategy.Period.Contains(year) ? own.Figure(indicator.Id, Point.Of(year), cell).Value : null,
            standing is RegionalStanding.Known ? figure.Value : null,
            standing is RegionalStanding.Known && figure.Corrected,
            standing,
            figure.Reporting,
            figure.Others,
            enough ? region.RollUp.Ranking(indicator.Id, year, cell).FirstOrDefault(r => r.Municipality == Strategy.Municipality.Id)?.Rank : null);
    }

    /// <summary>The best first; of a coordinator the own municipality alone, where enough report for its place to give nobody away.</summary>
    public IReadOnlyList<RankedLine> Ranking(Indicator indicator, int year)
    {
        var all = region.RollUp.Ranking(indicator.Id, year);
        return
        [
            .. all.Where(r => _whole || (r.Municipality == Strategy.Municipality.Id && all.Count >= Fewest))
                .Select(r => new RankedLine(r.Rank, r.Municipality, region.Municipalities[r.Municipality], r.Value, r.Municipality == Strategy.Municipality.Id)),
        ];
    }
}
