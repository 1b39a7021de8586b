using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Workflows.Core;
using Workflows.Core.Engine;

namespace Workflows.Web.Sheets;

/// <summary>Sheets of values as CSV: written as Bulgarian Excel writes it, read with semicolons, tabs or commas.</summary>
internal static class CsvSheet
{
    private const string Semicolon = ";";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>UTF-8 with a byte order mark, semicolons and decimal commas; or commas and decimal points.</summary>
    public static byte[] Write(SheetLayout layout, Answer.Values? answer, Language language, bool commas = false) => CsvText.Write(
        layout.Filled(answer).Select(f => Row(layout, f.Line, f.Value, f.Reason, language))
            .Prepend([.. Enum.GetValues<SheetColumn>().Select(c => (object)SheetText.In(language, $"Column_{c}"))]),
        commas);

    public static SheetResult<Answer.Values> Read(SheetLayout layout, ReadOnlyMemory<byte> file)
    {
        if (file.Length > SheetLimits.File)
            return SheetFault.OfFile("File_TooLarge", SheetLimits.FileMegabytes).Refusing<Answer.Values>();
        if (TextOf(file.Span) is not { } text)
            return SheetFault.OfFile("File_NotCsv").Refusing<Answer.Values>();
        var first = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')) is var end && end == 0 ? text.Length : end);
        var delimiter = first.Contains(';') ? Semicolon : first.Contains('\t') ? "\t" : ",";
        var rows = new List<TableRow>();
        try
        {
            using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter,
                BadDataFound = bad => throw new BadDataException(bad.Field, bad.RawRecord, bad.Context),
                MaxFieldSize = 20_000,
            });
            while (parser.Read())
            {
                if (rows.Count > SheetLimits.Rows || parser.Count > SheetLimits.Columns)
                    return SheetFault.OfFile("File_TooManyRows", SheetLimits.Rows, SheetLimits.Columns).Refusing<Answer.Values>();
                rows.Add(new(parser.Row, [.. parser.Record!.Select(field => new TableCell(SafeText.Read(field), TableCellKind.Text))]));
            }
        }
        catch (CsvHelperException broken)
        {
            return new SheetFault("", broken.Context?.Parser?.RawRow ?? 0, 0, SheetText.Of("File_BadQuotes")).Refusing<Answer.Values>();
        }

        return ValueTableReader.Read(layout, new("", 1, rows, TypedNumbers: false, DecimalComma: delimiter != ","));
    }

    private static object?[] Row(SheetLayout layout, SheetLine line, Core.Indicators.IndicatorValue? value, string? reason, Language language) =>
    [
        layout.Id,
        line.Key,
        line.Indicator.Code,
        line.Indicator.Name.In(language),
        line.Indicator.Unit.In(language),
        line.Dimension?.Name.In(language) ?? SheetText.In(language, "Total"),
        SheetNames.Part(line, language),
        line.LastYear,
        value?.Value,
        value?.NoData,
        line.Check is null ? value?.Comment : reason,
    ];

    /// <summary>UTF-8; else the Windows code page of Cyrillic, which Excel's plain "CSV" is in. Null for what is neither.</summary>
    private static string? TextOf(ReadOnlySpan<byte> file)
    {
        if (file.Contains((byte)0))
            return null;
        try
        {
            return Strict.GetString(file).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(file);
        }
    }
}

/// <summary>Writes rows as CSV, with every text safe to open in a spreadsheet.</summary>
internal static class CsvText
{
    private static readonly CultureInfo DecimalComma = WithComma();

    /// <summary>UTF-8 with a byte order mark. With semicolons numbers have decimal commas, with commas points.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<object?>> rows, bool commas)
    {
        using var file = new MemoryStream();
        var culture = commas ? CultureInfo.InvariantCulture : DecimalComma;
        using (var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(culture)
        {
            Delimiter = commas ? "," : ";",
            NewLine = "\r\n",
            // By itself it quotes a line break only where that is the one between records.
            ShouldQuote = field => ConfigurationFunctions.ShouldQuote(field) || field.Field?.IndexOfAny(['\r', '\n']) >= 0,
        }))
        {
            foreach (var row in rows)
            {
                foreach (var field in row)
                    csv.WriteField(Field(field, culture));
                csv.NextRecord();
            }
        }

        return file.ToArray();
    }

    private static string Field(object? field, CultureInfo culture) => field switch
    {
        null => "",
        decimal number => number.ToString(culture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => SafeText.Write(field.ToString()!),
    };

    private static CultureInfo WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return culture;
    }
}
