using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Workflows.Core.Calendar;

/// <summary>Reads a due rule. A method that returns null has said in <see cref="_error"/> what is wrong and what to write instead.</summary>
internal sealed class DueRuleParser
{
    /// <summary>The anchor that is no step.</summary>
    public const string Opening = "opening";

    private const int MaxDays = 3650;
    private const int MaxMonths = 120;
    private const int MaxYears = 10;

    private const string Examples =
        "write a day such as \"03-31\", a period such as \"end of quarter\", or a distance such as \"10 working days after opening\"";

    private const string Ends = "\"end of month\", \"end of quarter\", \"end of year\" or \"end of q1\" to \"end of q4\"";
    private const string Shifts = "\"next working day\" or \"previous working day\"";

    private readonly string _text;
    private string? _error;

    private DueRuleParser(string text) => _text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out DueRule? rule, [NotNullWhen(false)] out string? error)
    {
        var parser = new DueRuleParser(text);
        rule = parser.Rule();
        error = rule is null ? parser._error ?? throw new UnreachableException() : null;
        return rule is not null;
    }

    private DueRule? Rule()
    {
        var parts = _text.ToLowerInvariant().Split(',');
        if (parts.Length > 2)
            return Fail<DueRule>($"There is more than one comma: write at most one, before {Shifts}.");
        DueShift? shift = parts.Length == 1 ? DueShift.None : Shift(Words(parts[1]));
        return shift is { } known && Moment(Words(parts[0])) is { } moment ? new DueRule(moment, known) : null;
    }

    private DueShift? Shift(string[] words)
    {
        switch (words)
        {
            case ["next", "working", "day"]:
                return DueShift.NextWorkingDay;
            case ["previous", "working", "day"]:
                return DueShift.PreviousWorkingDay;
            default:
                _error = $"\"{string.Join(' ', words)}\" says nothing after the comma: write {Shifts}.";
                return null;
        }
    }

    private DueMoment? Moment(string[] words) => words switch
    {
        [] => Fail<DueMoment>($"The rule is empty: {Examples}."),
        ["end", "of", var period, .. var years] => EndOf(period, years),
        [var number, "working", "day" or "days", var way, .. var anchor] => WorkingDays(number, way, anchor),
        [var number, "calendar", "day" or "days", var way, .. var anchor] => CalendarDays(number, way, anchor),
        [_, "day" or "days", ..] => Fail<DueMoment>("Which days? Write \"working days\" or \"calendar days\"."),
        [var number, "month" or "months", var way, .. var anchor] => Months(number, way, anchor),
        [var day, .. var years] when day.Contains('-', StringComparison.Ordinal) => DayOfYear(day, years),
        _ => Fail<DueMoment>(NotUnderstood()),
    };

    private DueMoment.DayOfYear? DayOfYear(string monthAndDay, string[] yearWords)
    {
        if (!(monthAndDay is [_, _, '-', _, _]
              && Digits(monthAndDay[..2]) is { } month && Digits(monthAndDay[3..]) is { } day))
            return Fail<DueMoment.DayOfYear>(
                $"\"{monthAndDay}\" is not a day: write month and day with two digits each, such as \"03-31\".");
        if (month is < 1 or > 12)
            return Fail<DueMoment.DayOfYear>($"There is no month {month:00}: write the month first, from 01 to 12, such as \"03-31\".");
        // 2000 is a leap year, so 29 February is a day here; in a year without it the resolver takes the 28th.
        var lastDay = DateTime.DaysInMonth(2000, month);
        if (day < 1 || day > lastDay)
        {
            var most = $"{CivilDate.MonthName(month, Language.En)} has at most {lastDay} days";
            return Fail<DueMoment.DayOfYear>(month == 2
                ? $"{most}: write \"02-28\" or \"end of month\"."
                : $"{most}: write a day from \"{month:00}-01\" to \"{month:00}-{lastDay}\".");
        }
        return YearsLater(yearWords) is { } years ? new DueMoment.DayOfYear(month, day, years) : null;
    }

    private DueMoment.EndOf? EndOf(string name, string[] yearWords)
    {
        DuePeriod? period = name switch
        {
            "month" => DuePeriod.Month,
            "quarter" => DuePeriod.Quarter,
            "year" => DuePeriod.Year,
            "q1" => DuePeriod.Q1,
            "q2" => DuePeriod.Q2,
            "q3" => DuePeriod.Q3,
            "q4" => DuePeriod.Q4,
            _ => null,
        };
        if (period is not { } known)
            return Fail<DueMoment.EndOf>($"\"{name}\" has no end here: write {Ends}.");
        return YearsLater(yearWords) is { } years ? new DueMoment.EndOf(known, years) : null;
    }

    private DueMoment.WorkingDays? WorkingDays(string number, string way, string[] anchorWords) =>
        Count(number, 1, MaxDays) is { } count && Direction(way) is { } sign && Anchor(anchorWords) is { } anchor
            ? new DueMoment.WorkingDays(sign * count, Step(anchor))
            : null;

    private DueMoment.CalendarDays? CalendarDays(string number, string way, string[] anchorWords) =>
        Count(number, 0, MaxDays) is { } count && Direction(way) is { } sign && Anchor(anchorWords) is { } anchor
            ? new DueMoment.CalendarDays(sign * count, Step(anchor))
            : null;

    private DueMoment.Months? Months(string number, string way, string[] anchorWords)
    {
        if (way == "before")
            return Fail<DueMoment.Months>("Months are only counted forward: write \"after\", or count back in calendar days.");
        return Count(number, 1, MaxMonths) is { } count && Direction(way) is { } && Anchor(anchorWords) is { } anchor
            ? new DueMoment.Months(count, Step(anchor))
            : null;
    }

    private int? Count(string number, int least, int most)
    {
        if (Digits(number) is { } count && count >= least && count <= most)
            return count;
        var anchorDay = least > 0 && Digits(number) == 0 ? ", or \"0 calendar days after\" for the day itself" : "";
        _error = $"\"{number}\" cannot be counted here: write a whole number from {least} to {most}{anchorDay}.";
        return null;
    }

    private int? Direction(string way)
    {
        switch (way)
        {
            case "after":
                return 1;
            case "before":
                return -1;
            default:
                _error = $"\"{way}\" is no direction: write \"after\" or \"before\".";
                return null;
        }
    }

    private string? Anchor(string[] words)
    {
        if (words is [var anchor] && anchor.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return anchor;
        return Fail<string>(words.Length == 0
            ? "From when? Write \"opening\" or the id of a step after the direction."
            : $"\"{string.Join(' ', words)}\" is no step id: write \"opening\" or an id of letters a to z, digits and hyphens.");
    }

    private int? YearsLater(string[] words)
    {
        switch (words)
        {
            case []:
                return 0;
            case ["next", "year"]:
                return 1;
            case [['y', 'e', 'a', 'r', '+', .. var digits]] when Digits(digits) is >= 1 and <= MaxYears and var years:
                return years;
            default:
                _error = $"\"{string.Join(' ', words)}\" is no year: "
                    + $"write \"next year\", \"year+2\" up to \"year+{MaxYears}\", or nothing for the cycle's year.";
                return null;
        }
    }

    private static string? Step(string anchor) => anchor == Opening ? null : anchor;

    /// <summary>Digits only: no sign, no space, no leading plus.</summary>
    private static int? Digits(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Words(string part) =>
        part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private string NotUnderstood() => $"\"{_text.Trim()}\" is no due rule: {Examples}.";

    private T? Fail<T>(string problem) where T : class
    {
        _error = problem;
        return null;
    }
}
