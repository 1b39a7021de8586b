using Workflows.Core.Strategies;

namespace Workflows.Core.Indicators;

/// <summary>
/// The values of one strategy by indicator, point and cell, each with where it comes from: the fold of its workflows' sheets. Only what
/// was approved counts; what is computed from other values is computed here, from the values that count.
/// </summary>
public sealed class IndicatorDatabase
{
    private readonly Dictionary<(IndicatorId, Point, Cell), Entry> _counting = [];
    private readonly Dictionary<(IndicatorId, Point, Cell), Entry> _pending = [];
    private readonly Dictionary<(IndicatorId, Point, string), string> _reasons = [];
    private readonly Dictionary<Point, IReadOnlyList<Indicator>> _definitions = [];
    private readonly Dictionary<IndicatorId, Indicator> _indicators;

    private IndicatorDatabase(Strategy strategy)
    {
        Strategy = strategy;
        _indicators = strategy.Indicators.ToDictionary(i => i.Id);
    }

    public Strategy Strategy { get; }

    /// <summary>The points that any sheet was given for, earliest first.</summary>
    public IReadOnlyList<Point> Points { get; private set; } = [];

    /// <summary>The last year that any sheet was given for; null before the first.</summary>
    public int? LatestYear => Points.LastOrDefault(p => !p.IsBaseline) is { IsBaseline: false } last ? last.Year : null;

    /// <summary>Every approved value that was replaced, in the order of the corrections.</summary>
    public IReadOnlyList<Correction> Corrections { get; private set; } = [];

    /// <param name="counting">Approved and corrected sheets; where two speak of the same value, the later one counts.</param>
    /// <param name="pending">Submitted sheets that wait for acceptance.</param>
    public static IndicatorDatabase Of(Strategy strategy, IEnumerable<Sheet> counting, IEnumerable<Sheet> pending)
    {
        var database = new IndicatorDatabase(strategy);
        var ordered = counting.OrderBy(s => s.At).ThenBy(s => s.From.Workflow).ThenBy(s => s.From.Version).ToList();
        foreach (var sheet in ordered)
            database.Add(sheet);
        foreach (var sheet in pending)
        {
            foreach (var ((indicator, cell), entry) in SheetEntries.Of(sheet))
                database._pending[(indicator, sheet.Point, cell)] = entry;
        }

        database.Points = [.. ordered.Select(s => s.Point).Distinct().Order()];
        database.Corrections = [.. database._counting.SelectMany(e => database.CorrectionsOf(e.Key.Item1, e.Key.Item2, e.Key.Item3, e.Value))
            .OrderBy(c => c.After.From.On).ThenBy(c => c.After.From.Version).ThenBy(c => c.After.Definition.Id)];
        return database;
    }

    /// <summary>The definition that held at a point; the present one where no sheet was given for it.</summary>
    public Indicator Definition(IndicatorId indicator, Point point) =>
        _definitions.TryGetValue(point, out var all) && all.FirstOrDefault(i => i.Id == indicator) is { } then
            ? then
            : _indicators[indicator];

    public Figure Figure(IndicatorId indicator, Point point, Cell cell = default)
    {
        var definition = Definition(indicator, point);
        if (definition.Ratio is { } ratio)
            return Computed(definition, ratio, point, cell);
        return _counting.TryGetValue((indicator, point, cell), out var entry)
            ? new(entry.Definition, entry.Reading, entry.Comment, [entry])
            : new(definition, Reading.NotReported, null, []);
    }

    /// <summary>What was submitted and waits for acceptance.</summary>
    public Entry? Pending(IndicatorId indicator, Point point, Cell cell = default) => _pending.GetValueOrDefault((indicator, point, cell));

    /// <summary>The corrections of an indicator's values, and of those that it is computed from.</summary>
    public IEnumerable<Correction> CorrectionsBehind(IndicatorId indicator) =>
        Corrections.Where(c => c.After.Definition.Id == indicator || c.Touched.Contains(indicator));

    /// <summary>Why the parts of a breakdown do not add up to the total, where somebody said so.</summary>
    public string? ReasonForDifference(IndicatorId indicator, Point point, string dimension) => _reasons.GetValueOrDefault((indicator, point, dimension));

    /// <summary>
    /// The value against which the years are held: the approved one of the start; else the one that the definition states. Frozen: an
    /// approved answer changes only by a correction, a definition's number only with a new version.
    /// </summary>
    public Figure Baseline(IndicatorId indicator, Cell cell = default)
    {
        var approved = Figure(indicator, Point.Baseline, cell);
        var definition = _indicators.GetValueOrDefault(indicator) ?? approved.Definition;
        return approved.Value is null && cell.IsTotal && definition.Baseline is { } stated
            ? new(definition, new Reading.Number(stated), null, [])
            : approved;
    }

    private Figure Computed(Indicator definition, Ratio ratio, Point point, Cell cell)
    {
        var (numerator, denominator) = (Figure(ratio.Numerator, point, cell), Figure(ratio.Denominator, point, cell));
        IReadOnlyList<Entry> from = [.. numerator.From, .. denominator.From];
        Reading reading = (numerator.Reading, denominator.Reading) switch
        {
            (Reading.Unreported, Reading.Unreported) => Reading.NotReported,
            (not Reading.Number, _) => new Reading.InputMissing(ratio.Numerator),
            (_, not Reading.Number) => new Reading.InputMissing(ratio.Denominator),
            (_, Reading.Number { Amount: 0 }) => new Reading.NothingToDivideBy(ratio.Denominator),
            (Reading.Number n, Reading.Number d) => new Reading.Number(ratio.Of(n.Amount, d.Amount)),
        };
        return new(definition, reading, null, from);
    }

    private void Add(Sheet sheet)
    {
        _definitions[sheet.Point] = sheet.Definitions;
        foreach (var ((indicator, cell), entry) in SheetEntries.Of(sheet))
            _counting[(indicator, sheet.Point, cell)] = entry;
        foreach (var indicator in sheet.Cells.Select(c => c.Indicator).Distinct())
        {
            foreach (var dimension in Strategy.Dimensions)
                _reasons.Remove((indicator, sheet.Point, dimension.Id));
        }

        foreach (var difference in sheet.Differences)
            _reasons[(difference.Indicator, sheet.Point, difference.Dimension)] = difference.Reason;
    }

    private IEnumerable<Correction> CorrectionsOf(IndicatorId indicator, Point point, Cell cell, Entry entry)
    {
        for (var after = entry; after.Replaces is { } before; after = before)
        {
            yield return new(
                point, cell, before, after,
                [.. Strategy.Indicators.Where(i => i.Ratio is { } r && (r.Numerator == indicator || r.Denominator == indicator)).Select(i => i.Id)]);
        }
    }
}
