using System.Diagnostics;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Reports;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;
using Workflows.Web.Reports;

namespace Workflows.Benchmarks;

/// <summary>Sevlievo's five years: a report from the first question on, with every event to be read, and again when the history is known.</summary>
internal static class ReportSuite
{
    private const int Rounds = 7;

    public static Task Run() => Scratch.InDirectory(async (root, database) =>
    {
        var library = TemplateLibrary.Load().Value!;
        var store = new SqliteEventStore(database);
        var plan = new SimulationPlan(library.Strategies["sevlievo-2016-2020"], library.Templates, 1, 1);
        await Simulator.Run(plan, new(store, new SqliteEffectLedger(database), new FileDocuments(new DataDirectory(root)), null, SavesInOrder: true), new SimulationProgress(), CancellationToken.None);
        var strategy = plan.Municipalities.Single().Id;

        var began = Stopwatch.GetTimestamp();
        var desk = Desk();
        await Write(desk, strategy, ReportKind.MonitoringReport);
        Measure.Print("yearly report, first of the process", Milliseconds(began), "ms", "goal: at most 2,000");
        foreach (var kind in Enum.GetValues<ReportKind>().Where(k => k is not ReportKind.NextYearPlan))
        {
            var (cold, warm) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                began = Stopwatch.GetTimestamp();
                await Write(Desk(), strategy, kind);
                cold.Add(Milliseconds(began));
                began = Stopwatch.GetTimestamp();
                await Write(desk, strategy, kind);
                warm.Add(Milliseconds(began));
            }

            Measure.Print($"{new ReportName(kind)}, as DOCX, from the events", Measure.Median(cold), "ms", kind is ReportKind.MonitoringReport ? "goal: at most 2,000" : "");
            Measure.Print("  with the history known", Measure.Median(warm), "ms", "");
        }

        ReportDesk Desk() => new(new StrategyHistories(store, new StrategyRunner(store), new SqliteListing(database)), library, TimeProvider.System);
    });

    private static async Task Write(ReportDesk desk, StrategyId strategy, ReportKind kind)
    {
        var drafted = await desk.Draft(strategy, kind, 2020, Language.Bg, CancellationToken.None);
        if (DocxFile.Write(drafted!.Document!).Length < 10_000)
            throw new InvalidOperationException($"{kind} is not whole.");
    }

    private static double Milliseconds(long began) => Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}
