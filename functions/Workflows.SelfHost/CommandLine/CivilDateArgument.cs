using System.CommandLine.Parsing;
using System.Globalization;
using Workflows.Core.Calendar;

namespace Workflows.SelfHost.CommandLine;

/// <summary>A day on the command line, as 2018-03-01, within the years that the calendar knows.</summary>
internal static class CivilDateArgument
{
    public static DateOnly? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            result.AddError($"'{text}' is not a day: write year, month and day, such as 2018-03-01.");
        else if (date.Year is <= WorkingCalendar.FirstYear or >= WorkingCalendar.LastYear)
            result.AddError($"Working days are known from {WorkingCalendar.FirstYear + 1} to {WorkingCalendar.LastYear - 1}; {text} lies outside.");
        else
            return date;
        return null;
    }
}
