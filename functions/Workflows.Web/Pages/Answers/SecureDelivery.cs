using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Answers;

/// <summary>
/// Number and time of the same answer in the state's secure delivery service (ССЕВ), where it was sent there too. Kept as one text:
/// <c>number, yyyy-MM-dd HH:mm</c>, on Sofia's clock.
/// </summary>
internal static partial class SecureDelivery
{
    public const string Number = "secure-number", Day = "secure-date", Hour = "secure-time";

    /// <summary>Null when nothing is written, or with errors in the form.</summary>
    public static string? Read(FormState form, AnswerContext c)
    {
        if (form[Number].Length + form[Day].Length + form[Hour].Length == 0)
            return null;
        var (number, day) = (form.Needed(Number, c, "Wrong_SecureNumber"), form.NeededDay(Day, c, "Wrong_SecureDate"));
        if (!TimeOnly.TryParseExact(form[Hour], ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            form.Wrong(Hour, c.Say("Wrong_SecureTime"));
        return string.Create(CultureInfo.InvariantCulture, $"{number}, {day:yyyy-MM-dd} {hour:HH:mm}");
    }

    public static void Fill(FormState form, string? kept)
    {
        var match = Kept().Match(kept ?? "");
        form[Number] = match.Success ? match.Groups["number"].Value : kept ?? "";
        (form[Day], form[Hour]) = (match.Groups["day"].Value, match.Groups["hour"].Value);
    }

    [GeneratedRegex(@"^(?<number>.*), (?<day>\d{4}-\d\d-\d\d) (?<hour>\d\d:\d\d)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Kept();
}
