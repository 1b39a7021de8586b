using System.Diagnostics.CodeAnalysis;

namespace Workflows.Web.Api;

/// <summary>One of an enumeration's values in a query, by its name in small letters.</summary>
internal readonly record struct Named<TEnum>(TEnum Value) : IParsable<Named<TEnum>>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>().ToDictionary(v => v.ToString().ToLowerInvariant());

    public static Named<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var named) ? named : throw new FormatException($"Use one of: {string.Join(", ", Values.Keys)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Named<TEnum> result)
    {
        var known = Values.TryGetValue(s ?? "", out var value);
        result = new(value);
        return known;
    }
}
