using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.Tables;

/// <summary>
/// The keys and the coding of rows; storage format. A row key may hold neither <c>/</c> nor <c>#</c>, <c>?</c> and <c>\</c>; identifiers hold
/// none of them, so parts are joined with <c>|</c>, which sorts after every character of an identifier but <c>~</c>.
/// </summary>
internal static class Rows
{
    public const string Head = "head";
    public const string CommitPrefix = "commit|";
    public const string EffectPrefix = "effect|";

    /// <summary>Behind a key: comes after the key, and before all that begin with it.</summary>
    public const string Lowest = "\u0001";

    /// <summary>What a transaction takes.</summary>
    public const int MostInTransaction = 100;

    /// <summary>What a binary property takes, in bytes.</summary>
    private const int MostInProperty = 64 * 1024;

    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="version">Of the commit's last event, so that what follows a version is found by comparing keys.</param>
    public static string Commit(long version) => CommitPrefix + version.ToString("D10", CultureInfo.InvariantCulture);

    public static string Command(string key) => "command|" + key;

    /// <summary>Of an effect's key. A stream's effects sort in the order in which they were owed.</summary>
    public static string Effect(string key) => EffectPrefix + Sortable(key);

    /// <summary>The parts of an effect's key, numbers padded.</summary>
    public static string Sortable(string key) =>
        string.Join('|', key.Split('/').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? part.PadLeft(10, '0') : part));

    public static StreamId StreamOf(string effectKey) => new(effectKey.Split('/')[0]);

    /// <summary>Sorts as the moments do.</summary>
    public static string At(long ticks, string rest) => ticks.ToString("D19", CultureInfo.InvariantCulture) + "|" + rest;

    public static (long Ticks, string Name) ReadAt(string rowKey) =>
        (long.Parse(rowKey.AsSpan(0, 19), CultureInfo.InvariantCulture), rowKey[20..]);

    /// <summary>The first key after all that begin so: the next character in place of the last one.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>A row that is one small value.</summary>
    public static TableEntity Of<T>(string partition, string key, T value) => new(partition, key) { ["Value"] = JsonSerializer.Serialize(value, Json) };

    public static T Value<T>(TableEntity row) => JsonSerializer.Deserialize<T>(row.GetString("Value"), Json)!;

    /// <summary>Spreads bytes over as many properties as they need.</summary>
    public static void Write(TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        for (var (i, at) = (0, 0); at < bytes.Length || i == 0; i++, at += MostInProperty)
            row[name + i] = bytes.Slice(at, Math.Min(MostInProperty, bytes.Length - at)).ToArray();
    }

    public static byte[] Read(TableEntity row, string name)
    {
        var parts = new List<byte[]>();
        while (row.GetBinary(name + parts.Count) is { } part)
            parts.Add(part);
        return parts.Count == 1 ? parts[0] : [.. parts.SelectMany(p => p)];
    }
}
