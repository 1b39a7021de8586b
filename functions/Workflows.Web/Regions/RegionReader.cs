using System.Collections.Concurrent;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Regions;

/// <summary>
/// The strategies of a region's municipalities taken together. Asked again, only newer events are read, and nothing is summed anew until
/// one of them has any.
/// </summary>
internal sealed class RegionReader(IListing listing, StrategyRunner strategies, StrategyHistories histories)
{
    private const int PageSize = 200;

    private readonly ConcurrentDictionary<string, Region> _known = [];

    /// <summary>The region that a municipality belongs to, by its Bulgarian name.</summary>
    public async ValueTask<Region> Of(Municipality municipality, CancellationToken cancellation = default)
    {
        var read = new List<StrategyHistory>();
        await foreach (var id in StrategiesOf(municipality.Region, cancellation))
        {
            if (await histories.LoadAlone(id, cancellation) is { } history)
                read.Add(history);
        }

        return _known.TryGetValue(municipality.Region.Bg, out var known) && known.IsOf(read)
            ? known
            : _known[municipality.Region.Bg] = new(municipality.Region, read);
    }

    /// <summary>In the order of their ids.</summary>
    private async IAsyncEnumerable<StrategyId> StrategiesOf(LocalText region, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        while (true)
        {
            var rows = await listing.Strategies(new(null, after, PageSize), cancellation);
            foreach (var row in rows)
            {
                if ((await strategies.Load(StreamId.Of(row.Id), cancellation)).State is StrategyState.Registered { Strategy.Municipality.Region: var its } && its.Bg == region.Bg)
                    yield return row.Id;
            }

            if (rows.Count < PageSize)
                yield break;
            after = rows[^1].Id.Value;
        }
    }
}

/// <summary>Strategies of one region, and what their values come to. Immutable; histories are, so the same ones give the same region.</summary>
internal sealed class Region(LocalText name, IReadOnlyList<StrategyHistory> histories)
{
    public LocalText Name { get; } = name;

    public RollUp RollUp { get; } = RollUp.Of([.. histories.Select(h => h.Indicators)]);

    public IReadOnlyDictionary<MunicipalityId, LocalText> Municipalities { get; } =
        histories.Select(h => h.Strategy.Municipality).DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => m.Name);

    public bool IsOf(IReadOnlyList<StrategyHistory> others) =>
        others.Count == histories.Count && others.Zip(histories).All(pair => ReferenceEquals(pair.First, pair.Second));
}
