using System.Globalization;

namespace Workflows.Core.Ports;

/// <summary>What names an effect for good: the event that owes it, and its place among what that event owes.</summary>
/// <param name="Version">Of the event, from 1 on.</param>
/// <param name="Index">From 0 on.</param>
public readonly record struct EffectKey(StreamId Stream, long Version, int Index)
{
    /// <summary>As written in ledgers, mails and addresses: <c>stream/version/index</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream.Value}/{Version}/{Index}");

    public static bool TryParse(string? key, out EffectKey result)
    {
        result = default;
        if (key is null || key.LastIndexOf('/') is var second && second <= 0 || key.LastIndexOf('/', second - 1) is var first && first <= 0)
            return false;
        return TryParse(key, new StreamId(key[..first]), out result);
    }

    /// <summary>As the other, but only for keys of one stream, whose name is then not copied.</summary>
    public static bool TryParse(string key, StreamId stream, out EffectKey result)
    {
        result = default;
        if (!key.StartsWith(stream.Value, StringComparison.Ordinal) || key.AsSpan(stream.Value.Length) is not ['/', .. var numbers])
            return false;
        var second = numbers.IndexOf('/');
        if (second < 0
            || !long.TryParse(numbers[..second], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(numbers[(second + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || BeginsWithZero(numbers[..second])
            || BeginsWithZero(numbers[(second + 1)..]))
            return false;
        result = new(stream, version, index);
        return true;
    }

    // Each effect has one key.
    private static bool BeginsWithZero(ReadOnlySpan<char> number) => number is ['0', _, ..];
}
