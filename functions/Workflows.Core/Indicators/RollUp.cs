namespace Workflows.Core.Indicators;

/// <summary>One indicator's cell in one year over several municipalities.</summary>
/// <param name="Value">
/// The sum where the indicator adds up; for a share or an average computed anew from the sums of its inputs, over the municipalities that
/// have both. Null where nobody reported, and where values cannot be taken together.
/// </param>
/// <param name="Reporting">How many municipalities it is made of.</param>
/// <param name="Others">How many report something under this id that is defined otherwise, and are left out.</param>
/// <param name="Comparable">False where the values can neither be summed nor computed anew.</param>
/// <param name="Corrected">Whether a value that it is made of was approved as another number before.</param>
public sealed record RegionalFigure(
    Indicator Indicator, int Year, Cell Cell, decimal? Value, int Reporting, int Others, bool Comparable, bool Corrected);

/// <param name="Rank">1 for the best by the direction that is wanted, the largest where none is; equal values share a rank.</param>
public sealed record Ranked(int Rank, MunicipalityId Municipality, decimal Value);

/// <summary>
/// The values of many municipalities in columns, one for each indicator, year and cell, so that a sum over the region is one walk through
/// an array. Built once; read by any number of threads.
/// </summary>
public sealed class RollUp
{
    private readonly IReadOnlyList<MunicipalityId> _municipalities;
    private readonly Dictionary<(IndicatorId Indicator, int Year, Cell Cell), decimal?[]> _columns;
    private readonly ILookup<(IndicatorId Indicator, int Year, Cell Cell), int> _corrected;
    private readonly Dictionary<IndicatorId, Shared> _indicators;

    private RollUp(
        IReadOnlyList<MunicipalityId> municipalities,
        Dictionary<(IndicatorId, int, Cell), decimal?[]> columns,
        ILookup<(IndicatorId, int, Cell), int> corrected,
        Dictionary<IndicatorId, Shared> indicators) =>
        (_municipalities, _columns, _corrected, _indicators) = (municipalities, columns, corrected, indicators);

    /// <summary>How many values are in it, those that municipalities lack not counted.</summary>
    public long Count => _columns.Values.Sum(column => (long)column.Count(v => v is not null));

    /// <summary>The indicators as most municipalities define them, by their ids.</summary>
    public IEnumerable<Indicator> Indicators => _indicators.Values.Select(i => i.Definition).OrderBy(i => i.Id);

    public static RollUp Of(IReadOnlyList<StrategyValues> strategies)
    {
        var columns = new Dictionary<(IndicatorId, int, Cell), decimal?[]>();
        var corrected = new List<((IndicatorId, int, Cell) Key, int Place)>();
        foreach (var (place, strategy) in strategies.Index())
        {
            foreach (var series in strategy.Series)
            {
                foreach (var (year, value, wasCorrected) in series.Years)
                {
                    var key = (series.Indicator, year, series.Cell);
                    Column(key)[place] = value;
                    if (wasCorrected)
                        corrected.Add((key, place));
                }
            }
        }

        return new([.. strategies.Select(s => s.Municipality.Id)], columns, corrected.ToLookup(c => c.Key, c => c.Place), Shared.Of([.. strategies.Select(s => s.Indicators)]));

        decimal?[] Column((IndicatorId, int, Cell) key) =>
            columns.TryGetValue(key, out var known) ? known : columns[key] = new decimal?[strategies.Count];
    }

    public RegionalFigure Of(IndicatorId indicator, int year, Cell cell = default)
    {
        var (definition, same) = _indicators[indicator];
        if (definition.Ratio is { } ratio)
            return Computed(definition, ratio, year, cell, same);
        var (sum, reporting, others) = Sum(Find(indicator, year, cell), same, null);
        return definition.AddsUp
            ? new(definition, year, cell, reporting == 0 ? null : sum, reporting, others, true, HasCorrected(indicator, year, cell, same, null))
            : new(definition, year, cell, null, reporting, others, false, false);
    }

    /// <summary>Every column, with the computed ones in total, by indicator, year and cell.</summary>
    public IEnumerable<RegionalFigure> All() =>
        _columns.Keys.Concat(_indicators.Values.Where(i => i.Definition.Ratio is not null).SelectMany(i => Years.Select(y => (i.Definition.Id, y, Cell.Total))))
            .OrderBy(k => k.Item1).ThenBy(k => k.Item2).ThenBy(k => k.Item3.Dimension, StringComparer.Ordinal).ThenBy(k => k.Item3.Part, StringComparer.Ordinal)
            .Select(k => Of(k.Item1, k.Item2, k.Item3));

    public IReadOnlyList<int> Years => [.. _columns.Keys.Select(k => k.Year).Distinct().Order()];

    /// <summary>The municipalities that report the indicator as most define it, the best first.</summary>
    public IReadOnlyList<Ranked> Ranking(IndicatorId indicator, int year, Cell cell = default)
    {
        var (definition, same) = _indicators[indicator];
        var values = Enumerable.Range(0, _municipalities.Count)
            .Where(place => same[place])
            .Select(place => (Municipality: _municipalities[place], Value: ValueOf(definition, year, cell, place)))
            .Where(v => v.Value is not null)
            .Select(v => (v.Municipality, Value: v.Value!.Value))
            .OrderBy(v => definition.Wanted is Direction.Down ? v.Value : -v.Value)
            .ThenBy(v => v.Municipality)
            .ToList();
        return [.. values.Select((v, i) => new Ranked(1 + values.FindIndex(other => other.Value == v.Value), v.Municipality, v.Value))];
    }

    private decimal? ValueOf(Indicator definition, int year, Cell cell, int place) =>
        definition.Ratio is not { } ratio ? Find(definition.Id, year, cell)?[place]
        : Find(ratio.Numerator, year, cell)?[place] is { } numerator && Find(ratio.Denominator, year, cell)?[place] is { } denominator && denominator != 0
            ? ratio.Of(numerator, denominator)
            : null;

    private RegionalFigure Computed(Indicator definition, Ratio ratio, int year, Cell cell, bool[] same)
    {
        var (above, below) = (Find(ratio.Numerator, year, cell), Find(ratio.Denominator, year, cell));
        var (numerator, reporting, others) = Sum(above, same, below);
        var (denominator, _, _) = Sum(below, same, above);
        var corrected = HasCorrected(ratio.Numerator, year, cell, same, below) || HasCorrected(ratio.Denominator, year, cell, same, above);
        return new(definition, year, cell, reporting == 0 || denominator == 0 ? null : ratio.Of(numerator, denominator), reporting, others, true, corrected);
    }

    /// <param name="with">As in <see cref="Sum"/>.</param>
    private bool HasCorrected(IndicatorId indicator, int year, Cell cell, bool[] same, decimal?[]? with) =>
        _corrected[(indicator, year, cell)].Any(place => same[place] && (with is null || with[place] is not null));

    /// <param name="with">Where given, only municipalities that have a value in it too are taken.</param>
    private static (decimal Sum, int Reporting, int Others) Sum(decimal?[]? column, bool[] same, decimal?[]? with)
    {
        var (sum, reporting, others) = (0m, 0, 0);
        for (var place = 0; place < same.Length; place++)
        {
            if (column?[place] is not { } value || (with is not null && with[place] is null))
                continue;
            if (same[place])
                (sum, reporting) = (sum + value, reporting + 1);
            else
                others++;
        }

        return (sum, reporting, others);
    }

    private decimal?[]? Find(IndicatorId indicator, int year, Cell cell) => _columns.GetValueOrDefault((indicator, year, cell));

    /// <summary>An indicator that several municipalities have under one id.</summary>
    /// <param name="Definition">As most define it.</param>
    /// <param name="Same">By municipality: whether it means the same by it.</param>
    private sealed record Shared(Indicator Definition, bool[] Same)
    {
        public static Dictionary<IndicatorId, Shared> Of(IReadOnlyList<IReadOnlyList<Indicator>> strategies)
        {
            var indicators = strategies.SelectMany((list, place) => list.Select(indicator => (indicator, place)));
            return indicators.GroupBy(x => x.indicator.Id).ToDictionary(g => g.Key, g =>
            {
                var most = g.GroupBy(x => Meaning(x.indicator)).OrderByDescending(m => m.Count()).ThenBy(m => m.Min(x => x.place)).First();
                var same = new bool[strategies.Count];
                foreach (var (_, place) in most)
                    same[place] = true;
                return new Shared(most.First().indicator, same);
            });
        }

        private static object Meaning(Indicator i) => (i.Unit, i.Measure, i.AddsUp, i.Ratio, i.Version);
    }
}
