namespace Workflows.Core.Indicators;

/// <summary>The entries that a sheet comes to.</summary>
internal static class SheetEntries
{
    /// <summary>In a corrected sheet only the cells that changed are corrected ones; the others stay as they were approved.</summary>
    public static Dictionary<(IndicatorId Indicator, Cell Cell), Entry> Of(Sheet sheet)
    {
        var before = sheet.Replaces is { } replaced ? Of(replaced) : null;
        var definitions = sheet.Definitions.ToDictionary(d => d.Id);
        var entries = new Dictionary<(IndicatorId, Cell), Entry>();
        foreach (var value in sheet.Cells)
        {
            // A definition that was renamed away since would leave a value without one.
            if (!definitions.TryGetValue(value.Indicator, out var definition))
                continue;
            var (key, reading) = ((value.Indicator, value.Cell), Reading.Of(value));
            var old = before?.GetValueOrDefault(key);
            entries[key] = old is not null && old.Reading == reading && old.Comment == value.Comment
                ? old
                : new(definition, reading, value.Comment, sheet.From, old);
        }

        return entries;
    }
}
