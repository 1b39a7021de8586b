using System.Globalization;
using Spectre.Console;

namespace Workflows.SelfHost.Simulation;

/// <summary>The end of a simulation for people: a row for each year of the strategy, and one for all.</summary>
internal static class SimulationTable
{
    private static readonly string[] Columns =
        ["Year", "Cycles", "Steps", "Tasks", "Mails", "Meetings", "Decisions", "Reports approved", "Evaluations", "Overdue", "Waived"];

    public static void Print(SimulationPlan plan, SimulationResult result, double seconds, double megabytes)
    {
        var table = new Table().RoundedBorder();
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (i, year) in result.Years.Index())
            table.AddRow(Row((plan.Strategy.Period.FirstYear + i).ToString(CultureInfo.InvariantCulture), year));
        table.AddEmptyRow();
        table.AddRow(Row("All", result.Total));
        // A file or a pipe has no width; the headings fit into this one.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Strategy.Id}, {plan.Copies} × {plan.Strategy.Period.Years} years: {result.Events:N0} events in {seconds:N1} s, at most {megabytes:N0} MB"));
        AnsiConsole.WriteLine($"streams {result.StreamsHash}");
        foreach (var workflow in result.Stuck)
            AnsiConsole.WriteLine($"did not end: {workflow}");
    }

    private static string[] Row(string name, YearTally year) =>
    [
        name,
        .. new[]
        {
            year.Cycles, year.Steps, year.Tasks, year.Mails, year.Meetings, year.Decisions, year.ReportsApproved, year.FinalEvaluations, year.Overdue, year.Waived,
        }.Select(number => number.ToString("N0", CultureInfo.InvariantCulture)),
    ];
}
