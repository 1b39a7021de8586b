using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>A step's further fields between a form and a submission. The engine checks them again.</summary>
internal static class AnswerFields
{
    public static string NameOf(Field field) => $"field-{field.Id}";

    /// <summary>As a submission holds them; what is missing or cannot be read is an error of the form.</summary>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<Field> fields, FormState form, Language language)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var typed = form[NameOf(field)];
            if (typed.Length == 0)
            {
                if (field.Required)
                    form.Wrong(NameOf(field), Texts.In<AnswersText>(language, "Wrong_Missing", field.Title.In(language)));
                continue;
            }

            if (Read(field, typed) is { } value)
                read[field.Id] = value;
            else
                form.Wrong(NameOf(field), Texts.In<AnswersText>(language, field.Minimum is null ? $"Wrong_{field.Type}" : "Wrong_Number_Least", field.Title.In(language), Figures.Number(field.Minimum ?? 0, language)));
        }

        return read;
    }

    /// <summary>What was submitted, for the form.</summary>
    public static void Fill(FormState form, IReadOnlyList<Field> fields, Submission submission)
    {
        foreach (var field in fields)
            form[NameOf(field)] = submission.Fields.TryGetValue(field.Id, out var value) ? Shown(field, value) : "";
    }

    /// <summary>What was submitted, for people.</summary>
    public static IEnumerable<SummaryRow> Rows(IReadOnlyList<Field> fields, IReadOnlyDictionary<string, string> values, Language language) =>
        from field in fields
        where values.ContainsKey(field.Id)
        select Typed.Row(field.Title.In(language), Said(field, values[field.Id], language));

    private static string? Read(Field field, string typed) => field.Type switch
    {
        FieldType.Number => Typed.Number(typed) is { } number && !(number < field.Minimum) ? number.ToString(CultureInfo.InvariantCulture) : null,
        FieldType.Date => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? typed : null,
        FieldType.YesNo => typed is "yes" or "no" ? typed : null,
        FieldType.Choice when field.OpenList => field.Options.FirstOrDefault(o => typed == o.Name.Bg || typed == o.Name.En)?.Id ?? typed,
        FieldType.Choice => field.Options.Any(o => o.Id == typed) ? typed : null,
        _ => typed,
    };

    private static string Shown(Field field, string value) => field is { Type: FieldType.Choice, OpenList: true } && field.Options.FirstOrDefault(o => o.Id == value) is { } option ? option.Name.Bg : value;

    private static string Said(Field field, string value, Language language) => field.Type switch
    {
        FieldType.Number => Figures.Number(decimal.Parse(value, CultureInfo.InvariantCulture), language),
        FieldType.Date => CivilDate.Format(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture), language, DateStyle.Weekday),
        FieldType.YesNo => Texts.In<AnswersText>(language, value == "yes" ? "Yes" : "No"),
        FieldType.Choice => field.Options.FirstOrDefault(o => o.Id == value)?.Name.In(language) ?? value,
        _ => value,
    };
}
