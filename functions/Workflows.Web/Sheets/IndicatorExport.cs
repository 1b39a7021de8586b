using System.Globalization;
using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Web.Workbooks;

namespace Workflows.Web.Sheets;

/// <summary>One value of the database, as it is exported.</summary>
/// <param name="Year">Null for the baseline.</param>
/// <param name="NoData">Why there is no number.</param>
/// <param name="Task">Several, joined by a comma, where the value is computed from values of several tasks.</param>
/// <param name="Event">Version of the event in the workflow's stream that gave the value its state.</param>
/// <param name="Replaced">The number before the correction.</param>
public sealed record ExportedValue(
    IndicatorId Indicator,
    int? Year,
    string? Dimension,
    string? Part,
    decimal? Value,
    string? NoData,
    decimal? Target,
    string? Comment,
    ValueState State,
    int Version,
    string Institution,
    string Workflow,
    string Task,
    string Event,
    DateOnly On,
    decimal? Replaced,
    string? Reason);

/// <summary>Everything that a strategy's database holds, with its data dictionary.</summary>
public sealed record IndicatorExport(
    StrategyId Strategy,
    MunicipalityId Municipality,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Dimension> Dimensions,
    IReadOnlyList<ExportedValue> Values)
{
    private static readonly string[] Columns =
    [
        "Municipality", "Strategy", "Id", "Code", "Indicator", "Unit", "Point", "Breakdown", "Part", "Value", "NoData", "Target", "Comment", "State",
        "Version", "Institution", "Workflow", "Task", "Event", "On", "Replaced", "Reason",
    ];

    internal static IndicatorExport Of(IndicatorDatabase database, Language language)
    {
        var strategy = database.Strategy;
        var points = Enumerable.Range(strategy.Period.FirstYear, strategy.Period.Years).Select(Point.Of).Prepend(Point.Baseline).ToList();
        return new(
            strategy.Id,
            strategy.Municipality.Id,
            strategy.Indicators,
            strategy.Dimensions,
            [.. strategy.Indicators.SelectMany(i => points.SelectMany(p => Cell.Of(i, strategy.Dimensions).SelectMany(c => Of(database, i, p, c, language))))]);
    }

    internal byte[] ToCsv(Language language, bool commas) => CsvText.Write(
        Values.Select(v => Row(v, language)).Prepend([.. Columns.Select(c => (object)SheetText.In(language, $"Export_{c}"))]), commas);

    /// <summary>The data dictionary alone, as goes with the CSV of the values.</summary>
    internal byte[] DictionaryToCsv(Language language, bool commas) => CsvText.Write(
        DataDictionary.Rows(Indicators, Dimensions, language).Prepend([.. DataDictionary.Headings(language)]), commas);

    internal byte[] ToWorkbook(Language language) => WorkbookFile.Write(new(
    [
        new(
            SheetText.In(language, "Sheet_Export"),
            [14, 22, 26, 8, 44, 12, 10, 22, 30, 14, 30, 12, 30, 12, 10, 20, 34, 30, 10, 12, 14, 30],
            [
                [.. Columns.Select(c => WorkbookCell.Of(SheetText.In(language, $"Export_{c}"), WorkbookStyle.Head))],
                .. Values.Select(v => (IReadOnlyList<WorkbookCell>)[.. Row(v, language).Select(Written)]),
            ],
            Frozen: 1),
        DataDictionary.Sheet(Indicators, Dimensions, language),
    ]));

    private static WorkbookCell Written(object? field) => field switch
    {
        decimal number => WorkbookCell.Of(number),
        int number => WorkbookCell.Of((decimal)number),
        _ => WorkbookCell.Of(field?.ToString()),
    };

    private static IEnumerable<ExportedValue> Of(IndicatorDatabase database, Indicator indicator, Point point, Cell cell, Language language)
    {
        var figure = database.Figure(indicator.Id, point, cell);
        var target = cell.IsTotal && point.Year is { } year ? figure.Definition.TargetOf(database.Strategy.Period.Ordinal(year)) : null;
        if (figure.From.Count > 0)
            yield return Value(figure.Definition, figure.Reading, figure.Comment, figure.From, figure.State!.Value, figure.AsOf!.Value);
        if (database.Pending(indicator.Id, point, cell) is { } pending)
            yield return Value(pending.Definition, pending.Reading, pending.Comment, [pending], ValueState.Submitted, pending.From.On);

        ExportedValue Value(Indicator definition, Reading reading, string? comment, IReadOnlyList<Entry> from, ValueState state, DateOnly on) => new(
            indicator.Id,
            point.Year,
            cell.Dimension,
            cell.Part,
            reading.Value,
            ReadingText.WhyNone(database, reading, language),
            target,
            comment,
            state,
            definition.Version,
            Joined(from, e => e.From.Institution.Value),
            Joined(from, e => e.From.Workflow.Value),
            Joined(from, e => e.From.Task.Value),
            Joined(from, e => e.From.Version.ToString(CultureInfo.InvariantCulture)),
            on,
            from is [var only] ? only.Replaces?.Reading.Value : null,
            from is [var one] ? one.From.Reason : null);
    }

    private static string Joined(IReadOnlyList<Entry> from, Func<Entry, string> what) => string.Join(", ", from.Select(what).Distinct());

    private object?[] Row(ExportedValue v, Language language)
    {
        var indicator = Indicators.First(i => i.Id == v.Indicator);
        var dimension = Dimensions.FirstOrDefault(d => d.Id == v.Dimension);
        return
        [
            Municipality.Value, Strategy.Value, v.Indicator.Value, indicator.Code, indicator.Name.In(language), indicator.Unit.In(language),
            v.Year is { } year ? year : SheetText.In(language, "Point_Baseline"),
            dimension?.Name.In(language) ?? SheetText.In(language, "Total"),
            dimension?.Parts.FirstOrDefault(p => p.Id == v.Part)?.Name.In(language) ?? "",
            v.Value, v.NoData, v.Target, v.Comment, SheetText.In(language, $"State_{v.State}"), v.Version, v.Institution, v.Workflow, v.Task, v.Event,
            v.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), v.Replaced, v.Reason,
        ];
    }
}

/// <summary>Why there is no number, in words.</summary>
internal static class ReadingText
{
    /// <summary>Null where there is one.</summary>
    public static string? WhyNone(IndicatorDatabase database, Reading reading, Language language) => reading switch
    {
        Reading.Number => null,
        Reading.NoData none => none.Reason,
        Reading.Unreported => SheetText.In(language, "NoData_NotReported"),
        Reading.InputMissing missing => SheetText.In(language, "NoData_Input", Name(database, missing.Input, language)),
        Reading.NothingToDivideBy zero => SheetText.In(language, "NoData_Zero", Name(database, zero.Denominator, language)),
        _ => throw new InvalidOperationException($"Unknown reading {reading}."),
    };

    private static string Name(IndicatorDatabase database, IndicatorId indicator, Language language) =>
        database.Strategy.Indicators.FirstOrDefault(i => i.Id == indicator)?.Name.In(language) ?? indicator.Value;
}
