using System.CommandLine;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>calendar</c>: the official days off of a year.</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var year = new Argument<int>("year")
        {
            Description = $"From {WorkingCalendar.FirstYear + 1} to {WorkingCalendar.LastYear}.",
            CustomParser = WholeNumber.Between(WorkingCalendar.FirstYear + 1, WorkingCalendar.LastYear),
        };
        var command = new ExampledCommand(
            "calendar",
            "Lists the official days off of a year, each with its reason (Labour Code art. 154), in Bulgarian and English.",
            "calendar 2026",
            "calendar 2026 --json")
        {
            year, SharedOptions.Json,
        };
        command.SetAction(parsed =>
        {
            var days = WorkingCalendar.Bulgaria([]).OfficialDaysOff(parsed.GetRequiredValue(year));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(SharedOptions.Json))
            {
                output.WriteLine(ReadableJson.Write(days.Select(d => new { d.Date, d.Reason.Bg, d.Reason.En })));
                return;
            }

            foreach (var day in days)
                output.WriteLine($"{day.Date:yyyy-MM-dd}  {CivilDate.WeekdayName(day.Date.DayOfWeek, Language.Bg),-10}  {day.Reason.Bg} · {day.Reason.En}");
        });
        return command;
    }
}
