using System.Text.Json;
using Workflows.Web.Files;

namespace Workflows.Benchmarks;

/// <summary>Every municipality of the country through a whole strategy period.</summary>
internal static class SimulateSuite
{
    public static async Task Run()
    {
        var strategy = Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", "sevlievo-2016-2020.yaml");
        using var process = TheServer.Start(Path.GetTempPath(), "simulate", strategy, "--copies", "265", "--json");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var numbers = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;

        Measure.Print("265 municipalities, five years each", numbers.GetProperty("seconds").GetDouble(), "s", "goal: at most 30");
        Measure.Print("  peak memory", numbers.GetProperty("peakMegabytes").GetDouble(), "MB", "goal: at most 700");
        Measure.Print("  events", numbers.GetProperty("events").GetDouble(), "", "");
        Measure.Print("  cycles completed", numbers.GetProperty("cyclesCompleted").GetDouble(), "", "goal: 1,325");
    }
}
