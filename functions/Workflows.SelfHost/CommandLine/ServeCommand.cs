using System.CommandLine;
using Workflows.Core.Strategies;
using Workflows.SelfHost.Hosting;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>serve</c>: the server, until it is stopped.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen.", HelpName = "http://…" };
        var strategy = new Option<FileInfo?>("--strategy") { Description = "The strategy to register at the first start; without it the shipped one of Sevlievo." };
        var firstYear = new Option<int?>("--first-year")
        {
            Description = "The first year of that strategy; without it this year.",
            CustomParser = result => WholeNumber.Between(StrategyCheck.FirstYears.Least, StrategyCheck.FirstYears.Most)(result),
        };
        var noStrategy = new Option<bool>("--no-strategy") { Description = "Register no strategy at the first start." };
        var clock = new Option<DateOnly?>("--clock")
        {
            Description = "Run on a virtual clock that begins on this day at 08:00 in Sofia; for trying out, never for real work.",
            HelpName = "yyyy-mm-dd",
            CustomParser = CivilDateArgument.Parse,
        };

        var command = new ExampledCommand(
            Name,
            "Runs the server; what the program does when no command is given.",
            "serve --data /var/lib/workflows --urls http://localhost:7071",
            "serve --clock 2018-03-01 --data /tmp/try-it")
        {
            SharedOptions.Data, urls, strategy, firstYear, noStrategy, clock,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Server.Run(
                new(
                    parsed.GetValue(SharedOptions.Data)?.FullName,
                    parsed.GetValue(urls),
                    parsed.GetValue(strategy),
                    parsed.GetValue(firstYear),
                    parsed.GetValue(noStrategy),
                    parsed.GetValue(clock)),
                parsed.InvocationConfiguration.Output,
                cancellation);
            return ExitCodes.Done;
        });
        return command;
    }
}
