using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Web.Pages.Templates;

/// <summary>Says a due rule as people do, from the one way that it is written.</summary>
internal static partial class RuleWords
{
    public static string Of(DueRule rule, Template template, Language language)
    {
        var written = rule.ToString();
        var shift = written.IndexOf(", ", StringComparison.Ordinal);
        var moment = Moment(shift < 0 ? written : written[..shift], template, language);
        return shift < 0 ? moment : T(language, written.EndsWith("next working day", StringComparison.Ordinal) ? "Rule_Next" : "Rule_Previous", moment);
    }

    private static string Moment(string written, Template template, Language language)
    {
        if (Day().Match(written) is { Success: true } day)
        {
            return Later(
                $"{Number(day.Groups["day"])} {CivilDate.MonthName(Number(day.Groups["month"]), language)}", day.Groups["later"].Value, language);
        }

        if (End().Match(written) is { Success: true } end)
            return Later(T(language, $"Rule_End_{end.Groups["period"].Value}"), end.Groups["later"].Value, language);
        var distance = Distance().Match(written);
        if (!distance.Success)
            throw new FormatException($"Nobody said how the rule '{written}' is told.");
        var from = distance.Groups["from"].Value;
        var count = Number(distance.Groups["count"]);
        return T(
            language,
            $"Rule_{distance.Groups["side"].Value}",
            T(language, $"Rule_{distance.Groups["unit"].Value.Replace(' ', '_')}{(count == 1 ? "" : "s")}", count),
            from == "opening" ? T(language, "Rule_Opening") : T(language, "Rule_Step", template.Find(StepId.Create(from))?.Title.In(language) ?? from));
    }

    private static string Later(string words, string later, Language language) => later switch
    {
        "" => words,
        " next year" => T(language, "Rule_Next_Year", words),
        _ => T(language, "Rule_Years_Later", words, later[" year+".Length..]),
    };

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string T(Language language, string key, params object[] arguments) => Texts.In<TemplatesText>(language, key, arguments);

    [GeneratedRegex(@"^(?<month>\d\d)-(?<day>\d\d)(?<later>( next year| year\+\d+)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Day();

    [GeneratedRegex(@"^end of (?<period>\w+)(?<later>( next year| year\+\d+)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex End();

    [GeneratedRegex(@"^(?<count>\d+) (?<unit>working day|calendar day|month)s? (?<side>after|before) (?<from>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Distance();
}
