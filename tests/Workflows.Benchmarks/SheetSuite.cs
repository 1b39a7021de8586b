using System.Diagnostics;
using Workflows.Web.Sheets;
using Workflows.Web.Tests.Sheets;

namespace Workflows.Benchmarks;

/// <summary>How long it takes to refuse a broken sheet, and what is allocated for it; the file itself is not counted.</summary>
internal static class SheetSuite
{
    private const int OfEach = 10;

    public static Task Run()
    {
        Refuse(BrokenSheet.All[0], 0);
        var worst = BrokenSheet.All
            .SelectMany(broken => Enumerable.Range(0, OfEach).Select(number => (broken.Name, Taken: Refuse(broken, number))))
            .ToList();
        var (slowest, largest) = (worst.MaxBy(w => w.Taken.Seconds), worst.MaxBy(w => w.Taken.Megabytes));

        Measure.Print("broken sheets refused", worst.Count, "", "goal: at least 400");
        Measure.Print($"  slowest: {slowest.Name}", slowest.Taken.Seconds, "s", "goal: at most 2");
        Measure.Print($"  most allocated: {largest.Name}", largest.Taken.Megabytes, "MB", "goal: at most 200");
        return Task.CompletedTask;
    }

    private static (double Seconds, double Megabytes) Refuse(BrokenSheet broken, int number)
    {
        var file = broken.File(number);
        GC.Collect();
        var (began, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
        var result = broken.Format == "xlsx" ? XlsxSheet.Read(SampleSheet.Layout, file) : CsvSheet.Read(SampleSheet.Layout, file);
        if (result.Value is not null)
            throw new InvalidOperationException($"'{broken.Name}' was taken.");
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6);
    }
}
