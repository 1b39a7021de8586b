using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Workflows.Core.Reports;

namespace Workflows.Web.Reports;

/// <summary>A kind of report as addresses name it, such as <c>monitoring-report</c>.</summary>
public readonly record struct ReportName(ReportKind Kind) : IParsable<ReportName>
{
    private static readonly Dictionary<string, ReportKind> Kinds = Enum.GetValues<ReportKind>().ToDictionary(k => new ReportName(k).ToString());

    public override string ToString() => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    public static ReportName Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var name) ? name : throw new FormatException($"Use one of: {string.Join(", ", Kinds.Keys)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReportName result)
    {
        var known = Kinds.TryGetValue(s ?? "", out var kind);
        result = new(kind);
        return known;
    }
}
