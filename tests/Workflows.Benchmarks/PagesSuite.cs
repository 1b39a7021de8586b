using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;

namespace Workflows.Benchmarks;

/// <summary>
/// The main pages with the data of 265 municipalities, while all their mails go out: each asked for right after the start, and again.
/// </summary>
internal static partial class PagesSuite
{
    private const int Municipalities = 265;

    public static async Task Run()
    {
        var root = Directory.CreateTempSubdirectory("workflows-benchmark-").FullName;
        try
        {
            var data = new DataDirectory(Path.Combine(root, "data"));
            await Simulate(root, data);
            var site = new Uri($"http://127.0.0.1:{TheServer.FreePort()}/");
            var visitors = await MainPages.Prepare(data, site, TemplateLibrary.Load().Value!.Strategies["sevlievo-2016-2020"], new("pupils-returned"));
            using var browsers = new Browsers(site, visitors);
            using var program = await Installation.Publish();
            await Look(program, root, data, site, browsers, "the very first start");
            await Look(program, root, data, site, browsers, "a restart");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task Simulate(string root, DataDirectory data)
    {
        var strategy = Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", "sevlievo-2016-2020.yaml");
        using var process = TheServer.Start(root, "simulate", strategy, "--copies", $"{Municipalities}", "--data", data.Root);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("The simulation failed.");
    }

    private static async Task Look(Installation program, string root, DataDirectory data, Uri site, Browsers browsers, string start)
    {
        using var process = program.Start(root, "serve", "--data", data.Root, "--urls", site.ToString());
        try
        {
            await TheServer.Ready(process, site);
            var ready = Stopwatch.GetTimestamp();
            var first = await browsers.All();
            while (!await browsers.SeeWholeRegion())
                await Task.Delay(100);
            var whole = Stopwatch.GetElapsedTime(ready).TotalSeconds;
            Print(start, first, await browsers.All());
            Measure.Print($"the region was whole after {start} in at most", whole, "s", "");
            Measure.Print($"peak memory after {start}", TheServer.PeakMegabytes(process), "MB", "");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The slowest first.</summary>
    private static void Print(string start, IReadOnlyList<Looked> first, IReadOnlyList<Looked> again)
    {
        Console.WriteLine($"After {start}, first and second look:");
        foreach (var (one, other) in first.Zip(again).OrderByDescending(p => Math.Max(p.First.Seconds, p.Second.Seconds)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Visitor,-14} {one.Seconds,7:N3} s  {other.Seconds,7:N3} s  {other.Kilobytes,6:N1} kB  {Shortened(one.Page)}"));
        Slowest("slowest first look", first);
        Slowest("slowest second look", again);
        var largest = again.MaxBy(l => l.Kilobytes)!;
        Measure.Print($"largest page, {Shortened(largest.Page)}", largest.Kilobytes, "kB", "goal: at most 100");

        static void Slowest(string what, IReadOnlyList<Looked> looked) =>
            Measure.Print($"{what}, {Shortened(looked.MaxBy(l => l.Seconds)!.Page)}", looked.Max(l => l.Seconds), "s", "goal: at most 1");
    }

    /// <summary>Without the token of a link.</summary>
    private static string Shortened(string page) => Token().Replace(page, "/i/…");

    [GeneratedRegex("^/i/[^/?]+")]
    private static partial Regex Token();
}
