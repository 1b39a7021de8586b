using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.Web.Pages.Refused;

/// <summary>
/// What the engine refuses, in the reader's language: a sentence for each <see cref="Rejection.Code"/>, with places such as <c>{closed}</c>
/// for what <see cref="Rejection.Data"/> names.
/// </summary>
public sealed partial class RefusedText
{
    /// <summary>For what only a host refuses, that it cannot be done.</summary>
    private const string Other = "other";

    public static string In(Language language, Rejection rejection) =>
        Place().Replace(
            Texts.Find<RefusedText>(language, rejection.Code) ?? Texts.In<RefusedText>(language, Other),
            place => rejection.Data?.GetValueOrDefault(place.Groups["name"].Value) is { } value ? Written(value, language) : place.Value);

    private static string Written(string value, Language language) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? CivilDate.Format(date, language)
            : value;

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
