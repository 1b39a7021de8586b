using System.Diagnostics;
using Workflows.SelfHost.Storage;

namespace Workflows.Benchmarks;

/// <summary>The program as a process of its own.</summary>
internal static class TheServer
{
    /// <summary>As it was built with the benchmarks.</summary>
    public static Process Start(string directory, params IEnumerable<string> arguments) =>
        Run("dotnet", directory, [typeof(SqliteDatabase).Assembly.Location, .. arguments]);

    public static Process Run(string file, string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, WorkingDirectory = directory };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Returns when it answers that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead.</exception>
    public static async Task Ready(Process process, Uri site)
    {
        using var http = new HttpClient { BaseAddress = site };
        while (!await IsReady(http))
        {
            if (process.HasExited)
                throw new InvalidOperationException(await process.StandardOutput.ReadToEndAsync());
        }
    }

    /// <summary>The most memory that the process has held so far, in millions of bytes.</summary>
    public static double PeakMegabytes(Process process)
    {
        process.Refresh();
        return process.PeakWorkingSet64 / 1e6;
    }

    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(5);
            return false;
        }
    }
}
