using System.Diagnostics;
using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>
/// Compares ways of doing a thing side by side in one run: the rounds of all alternate, so that whatever else the machine does meanwhile
/// meets all of them alike, and the median round of each counts.
/// </summary>
internal static class Measure
{
    /// <param name="rounds">Of each; one more is run first and not counted.</param>
    /// <returns>Median seconds of a round, in the order of the actions.</returns>
    public static async Task<double[]> Alternating(int rounds, params Func<Task>[] actions)
    {
        var seconds = actions.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await actions[i]();
                if (round > 0)
                    seconds[i].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return [.. seconds.Select(Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static void Print(string what, double value, string unit, string goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-70} {value,12:N3} {unit,-12} {goal}"));
}
