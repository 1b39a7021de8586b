using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Web.Api;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>Reads what people type and writes what they typed. What is missing becomes an error of its field.</summary>
internal static class Typed
{
    private const string DateForm = "yyyy-MM-dd";

    /// <summary>With a comma or a point, and blanks between thousands; null for what is no number, or a larger one than anything has.</summary>
    public static decimal? Number(string typed) =>
        decimal.TryParse(
            string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) <= BodyLimits.Number
            ? number
            : null;

    /// <summary>As a form shows it again.</summary>
    public static string Number(decimal number, Language language) =>
        number.ToString("0.############", CultureInfo.InvariantCulture).Replace('.', language == Language.Bg ? ',' : '.');

    public static string Date(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);

    public static DateOnly? Date(string typed) =>
        DateOnly.TryParseExact(typed, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>What was typed; empty with an error.</summary>
    /// <param name="missing">Key of the error, which says what to write.</param>
    public static string Needed(this FormState form, string field, AnswerContext c, string missing, params object[] arguments)
    {
        if (form[field].Length == 0)
            form.Wrong(field, c.Say(missing, arguments));
        return form[field];
    }

    /// <summary>A day that has come.</summary>
    public static DateOnly NeededDay(this FormState form, string field, AnswerContext c, string missing)
    {
        if (Date(form[field]) is not { } date)
            form.Wrong(field, c.Say(missing));
        else if (date > c.Today)
            form.Wrong(field, c.Say("Wrong_Future", CivilDate.Format(c.Today, c.Language)));
        else
            return date;
        return default;
    }

    /// <summary>What somebody wrote, in whatever language they wrote it.</summary>
    public static SummaryRow Row(string label, string text) =>
        new(label, text, Lang: text.Any(c => c is >= '\u0400' and <= '\u04ff') ? "bg" : null);

    public static IEnumerable<SummaryRow> OptionalRow(string label, string? text) => string.IsNullOrWhiteSpace(text) ? [] : [Row(label, text)];

    public static string Name(Workflow w, InstitutionId id, Language language) => w.Context.Find(id)?.Name.In(language) ?? id.Value;
}
