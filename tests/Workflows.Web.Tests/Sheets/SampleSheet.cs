using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Web.Sheets;

namespace Workflows.Web.Tests.Sheets;

/// <summary>A sheet of three indicators: a count with a breakdown, an amount without one, and a count whose parts may overlap.</summary>
internal static class SampleSheet
{
    public const string Id = "sample-2016-2020.cycle.2018/values.dsp";

    public static IReadOnlyList<Dimension> Dimensions { get; } =
        [new("sex", new("Пол", "Sex"), [new("women", new("Жени", "Women")), new("men", new("Мъже", "Men"))])];

    public static IReadOnlyList<Indicator> Owed { get; } =
    [
        Indicator("children", Measure.Count, ["sex"]),
        Indicator("money", Measure.Amount, []),
        Indicator("users", Measure.Count, ["sex"]) with { Additive = false },
    ];

    public static SheetLayout Layout { get; } = After(null);

    public static Answer.Values Good { get; } = new(
        [
            new(new("children"), null, null, 10, null), new(new("children"), "sex", "women", 4, null, "Без едно дете, преместено през май"),
            new(new("children"), "sex", "men", 6, null), new(new("money"), null, null, 1234.5m, null),
            new(new("users"), null, null, 7, null), new(new("users"), "sex", "women", 5, null), new(new("users"), "sex", "men", null, "Не се води"),
        ],
        []);

    /// <param name="lastYear">Last year's total of every indicator.</param>
    public static SheetLayout After(decimal? lastYear) => new(
        Id,
        new("Пример: данни за 2018 г.", "Sample: data for 2018"),
        Owed,
        Dimensions,
        [.. Owed.SelectMany(i => Lines(i, lastYear))]);

    private static IEnumerable<SheetLine> Lines(Indicator indicator, decimal? lastYear)
    {
        yield return new(indicator, Cell.Total, null, null, lastYear);
        foreach (var dimension in Dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)))
        {
            foreach (var part in dimension.Parts)
                yield return new(indicator, new(dimension.Id, part.Id), dimension, null, null);
            if (indicator.AddsUp)
                yield return new(indicator, Cell.Total, dimension, dimension.Id, null);
        }
    }

    private static Indicator Indicator(string id, Measure measure, string[] breakdowns) => new(
        new(id), id, new($"Индикатор {id}", $"Indicator {id}"), new("брой", "count"), IndicatorKind.Progress, measure, Direction.Up, breakdowns,
        new("dsp"), null, new Dictionary<int, decimal>(), null);
}
