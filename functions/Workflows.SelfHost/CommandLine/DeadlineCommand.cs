using System.CommandLine;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>deadline</c>: what a due rule gives, and why.</summary>
internal static class DeadlineCommand
{
    public static Command Create()
    {
        var rule = new Argument<string>("rule") { Description = "As in a template; a step that it counts from counts as the day of --from." };
        var from = new Option<DateOnly?>("--from")
        {
            Description = "The day counted from, whose year is the cycle's.",
            HelpName = "yyyy-mm-dd",
            Required = true,
            CustomParser = CivilDateArgument.Parse,
        };
        var command = new ExampledCommand(
            "deadline",
            "Shows the day that a due rule gives, with its explanation in Bulgarian and English.",
            "deadline \"10 working days after opening\" --from 2026-03-03",
            "deadline \"03-31 next year, next working day\" --from 2026-01-04")
        {
            rule, from,
        };
        command.SetAction(parsed => Show(parsed.GetRequiredValue(rule), parsed.GetRequiredValue(from)!.Value, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Show(string text, DateOnly from, TextWriter output)
    {
        if (!DueRule.TryParse(text, out var rule, out var error))
            throw new BadInputException(error);
        var due = Resolve(rule, from);
        output.WriteLine($"{due.Date:yyyy-MM-dd}");
        foreach (var language in new[] { Language.Bg, Language.En })
            output.WriteLine($"{CivilDate.Format(due.Date, language, DateStyle.Weekday)}: {due.Explanation.In(language)}");
    }

    private static DueDate Resolve(DueRule rule, DateOnly from)
    {
        try
        {
            return rule.Resolve(new(from.Year, from, _ => from, WorkingCalendar.Bulgaria([])))!;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadInputException($"The rule leads out of the years {WorkingCalendar.FirstYear} to {WorkingCalendar.LastYear} that the calendar knows. Count from another day.");
        }
    }
}
