using System.Text.Json.Serialization;
using Workflows.Core.Strategies;

namespace Workflows.Core.Indicators;

/// <summary>What a region takes in of one strategy: its values by year, without where they come from.</summary>
/// <param name="Indicators">As the strategy defines them now.</param>
/// <param name="Series">Of every indicator that is reported, in total and by part; one without any value is left out.</param>
public sealed record StrategyValues(Municipality Municipality, IReadOnlyList<Indicator> Indicators, IReadOnlyList<ValueSeries> Series)
{
    public static StrategyValues Of(IndicatorDatabase database)
    {
        var strategy = database.Strategy;
        var years = database.Points.Where(p => !p.IsBaseline).ToList();
        var series = from indicator in strategy.Indicators
                     where indicator.Ratio is null
                     from cell in Cell.Of(indicator, strategy.Dimensions)
                     select new ValueSeries(indicator.Id, cell.Dimension, cell.Part, [.. years.SelectMany(year => Known(indicator.Id, year, cell))]);
        return new(strategy.Municipality, strategy.Indicators, [.. series.Where(s => s.Years.Count > 0)]);

        IEnumerable<YearValue> Known(IndicatorId indicator, Point year, Cell cell) =>
            database.Figure(indicator, year, cell) is { Value: { } value } figure ? [new(year.Year!.Value, value, figure.State is ValueState.Corrected)] : [];
    }
}

/// <param name="Dimension">Null for the total, as is <paramref name="Part"/>.</param>
/// <param name="Years">Those with a value, earliest first.</param>
public sealed record ValueSeries(IndicatorId Indicator, string? Dimension, string? Part, IReadOnlyList<YearValue> Years)
{
    [JsonIgnore]
    public Cell Cell => new(Dimension, Part);
}

/// <param name="Value">In the indicator's unit.</param>
/// <param name="Corrected">Whether it was approved as another number before.</param>
public readonly record struct YearValue(int Year, decimal Value, bool Corrected = false);
