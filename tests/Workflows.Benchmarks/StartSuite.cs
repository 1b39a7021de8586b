using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>From starting the installed program to its first answer that it is ready, and the memory that takes.</summary>
internal static class StartSuite
{
    private const int Rounds = 9;

    public static async Task Run()
    {
        using var program = await Installation.Publish();
        var (first, again, memory) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            var root = Directory.CreateTempSubdirectory("workflows-benchmark-").FullName;
            first.Add(await Start(program, root, memory));
            again.Add(await Start(program, root, memory));
            Directory.Delete(root, recursive: true);
        }

        Measure.Print("first start, registering a strategy, until ready", Measure.Median(first), "s", "goal: at most 1");
        Measure.Print("later start until ready", Measure.Median(again), "s", "goal: at most 1");
        Measure.Print("peak memory", memory.Max(), "MB", "goal: at most 150");
    }

    private static async Task<double> Start(Installation program, string root, List<double> memory)
    {
        var site = new Uri($"http://127.0.0.1:{TheServer.FreePort()}/");
        var began = Stopwatch.GetTimestamp();
        using var process = program.Start(root, "serve", "--data", Path.Combine(root, "data"), "--urls", site.ToString());
        await TheServer.Ready(process, site);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // What it does in the background right after the start counts as well.
        await Task.Delay(TimeSpan.FromSeconds(1));
        memory.Add(TheServer.PeakMegabytes(process));
        process.Kill();
        await process.WaitForExitAsync();
        return seconds;
    }
}
