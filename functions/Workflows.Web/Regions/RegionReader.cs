using System.Collections.Concurrent;
using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;

namespace Workflows.Web.Regions;

/// <summary>The strategies of a region's municipalities taken together. Nothing is summed anew until one of them has other values.</summary>
internal sealed class RegionReader(CurrentValues values, Patience patience)
{
    private readonly ConcurrentDictionary<string, Region> _known = [];

    /// <summary>The region that a municipality belongs to, by its Bulgarian name. Waits until all of its values are worked out.</summary>
    public async ValueTask<Region> Of(Municipality municipality, CancellationToken cancellation = default) => Of(municipality, await values.All(cancellation));

    /// <summary>The same for somebody who waits at a page: null, with how far it has come, when it takes longer than that.</summary>
    public async ValueTask<(Region? Region, Progress Progress)> Soon(Municipality municipality, CancellationToken cancellation = default)
    {
        var (all, progress) = await values.Within(patience.Longest, cancellation);
        return (all is null ? null : Of(municipality, all), progress);
    }

    private Region Of(Municipality municipality, IReadOnlyList<StrategyValues> all)
    {
        var strategies = all.Where(s => s.Municipality.Region.Bg == municipality.Region.Bg).ToList();
        return _known.TryGetValue(municipality.Region.Bg, out var known) && known.IsOf(strategies)
            ? known
            : _known[municipality.Region.Bg] = new(municipality.Region, strategies);
    }
}

/// <summary>Strategies of one region, and what their values come to. Immutable; the same values give the same region.</summary>
internal sealed class Region(LocalText name, IReadOnlyList<StrategyValues> strategies)
{
    public LocalText Name { get; } = name;

    public RollUp RollUp { get; } = RollUp.Of(strategies);

    public IReadOnlyDictionary<MunicipalityId, LocalText> Municipalities { get; } =
        strategies.Select(s => s.Municipality).DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => m.Name);

    public bool IsOf(IReadOnlyList<StrategyValues> others) =>
        others.Count == strategies.Count && others.Zip(strategies).All(pair => ReferenceEquals(pair.First, pair.Second));
}

/// <param name="Longest">What somebody waits at a page for a region to be worked out.</param>
internal sealed record Patience(TimeSpan Longest)
{
    public static Patience OfPeople { get; } = new(TimeSpan.FromSeconds(0.3));
}
