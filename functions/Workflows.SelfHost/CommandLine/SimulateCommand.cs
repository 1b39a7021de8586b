using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Workflows.SelfHost.Hosting;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>simulate</c>: a whole strategy period on a virtual clock, with the real engine and the real stores.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var strategy = new Argument<FileInfo>("strategy") { Description = "The strategy file; its templates are in the directory above its own." };
        var copies = new Option<int>("--copies")
        {
            Description = "How many municipalities run it at once.",
            DefaultValueFactory = _ => 1,
            CustomParser = WholeNumber.Between(1, 999),
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same events to the byte.",
            DefaultValueFactory = _ => 1,
            CustomParser = WholeNumber.Between<ulong>(0, ulong.MaxValue),
        };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Keep everything in this empty directory; without it all is removed at the end." };
        var mails = new Option<DirectoryInfo?>("--mails") { Description = "Write every mail into this directory as an .eml file; without it they stay owed in the ledger." };

        var command = new ExampledCommand(
            "simulate",
            "Plays a whole strategy period on a virtual clock, every institution by a seeded respondent, with the real engine and store.",
            "simulate functions/templates/strategies/sevlievo-2016-2020.yaml",
            "simulate functions/templates/strategies/balchik-2011-2015.yaml --seed 7 --data /tmp/balchik",
            "simulate functions/templates/strategies/sevlievo-2016-2020.yaml --copies 265 --json")
        {
            strategy, copies, seed, data, mails, SharedOptions.Json,
        };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(strategy), parsed.GetValue(copies), parsed.GetValue(seed), parsed.GetValue(data)?.FullName, parsed.GetValue(mails)?.FullName, parsed.GetValue(SharedOptions.Json), cancellation));
        return command;
    }

    private static async Task<int> Run(FileInfo file, int copies, ulong seed, string? data, string? mails, bool json, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (strategy, templates) = StrategyInput.Read(file);
        var plan = new SimulationPlan(strategy, templates, copies, seed);
        var directory = data ?? Directory.CreateTempSubdirectory("workflows-simulation-").FullName;
        try
        {
            SimulationResult result;
            using (var database = Open(new DataDirectory(directory)))
            {
                var (events, ledger) = (new SqliteEventStore(database), new SqliteEffectLedger(database));
                var post = mails is null ? null : new SimulatedPost(new(HostSettings.DefaultUrls), mails, events, ledger, new SqliteLinks(database), LinkSecretFile.Of(new DataDirectory(directory)));
                var stores = new SimulationStores(events, ledger, new FileDocuments(new DataDirectory(directory)), post is null ? null : post.Deliver, SavesInOrder: true);
                result = await WithProgress(plan, progress => Simulator.Run(plan, stores, progress, cancellation));
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            SimulationTable.Print(plan, result, seconds, PeakMegabytes);
            if (json)
                Console.WriteLine(Json(plan, result, seconds));
            return result.Stuck.Count == 0 ? ExitCodes.Done : ExitCodes.FaultFound;
        }
        finally
        {
            if (data is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static SqliteDatabase Open(DataDirectory directory)
    {
        if (File.Exists(directory.Database))
            throw new BadInputException($"{directory.Root} holds an installation already. Name an empty directory.");
        return SqliteDatabase.TryOpen(directory, out var database, out var refusal) ? database : throw new BadInputException(refusal.Message);
    }

    private static async Task<SimulationResult> WithProgress(SimulationPlan plan, Func<SimulationProgress, Task<SimulationResult>> run)
    {
        var progress = new SimulationProgress();
        if (Console.IsOutputRedirected)
            return await run(progress);
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(async view =>
        {
            var bar = view.AddTask(
                string.Create(CultureInfo.InvariantCulture, $"{plan.Strategy.Title.En.EscapeMarkup()}: {plan.Copies} × {plan.Strategy.Period.Years} years"),
                maxValue: (double)plan.Copies * SimulationProgress.DaysOf(plan.Strategy.Period));
            var running = run(progress);
            while (!running.IsCompleted)
            {
                bar.Value = progress.Days;
                await Task.WhenAny(running, Task.Delay(100));
            }

            return await running;
        });
    }

    private static double PeakMegabytes => Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000.0;

    private static string Json(SimulationPlan plan, SimulationResult result, double seconds)
    {
        var total = result.Total;
        return JsonSerializer.Serialize(new
        {
            strategy = plan.Strategy.Id.Value,
            copies = plan.Copies,
            cyclesCompleted = total.Cycles,
            tasks = total.Tasks,
            mails = total.Mails,
            meetingsHeld = total.Meetings,
            councilDecisions = total.ReportsApproved,
            finalEvaluations = total.FinalEvaluations,
            overdue = total.Overdue,
            waived = total.Waived,
            commits = result.Stored.Commits,
            events = result.Events,
            effects = result.Stored.Effects,
            storedBytes = result.Stored.Bytes,
            streamsHash = result.StreamsHash,
            seconds = Math.Round(seconds, 2),
            peakMegabytes = Math.Round(PeakMegabytes),
        });
    }
}
