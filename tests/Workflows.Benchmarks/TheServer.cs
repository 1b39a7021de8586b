using System.Diagnostics;
using System.Runtime.InteropServices;
using Workflows.SelfHost.Storage;

namespace Workflows.Benchmarks;

/// <summary>The program as a process of its own.</summary>
internal static class TheServer
{
    /// <summary>As it was built with the benchmarks.</summary>
    public static Process Start(string directory, params IEnumerable<string> arguments) =>
        Run("dotnet", directory, [typeof(SqliteDatabase).Assembly.Location, .. arguments]);

    /// <summary>As an installation starts it.</summary>
    /// <param name="program">The path that <see cref="Publish"/> gave.</param>
    public static Process StartPublished(string program, string directory, params IEnumerable<string> arguments) =>
        Run(program, directory, arguments);

    /// <summary>Publishes the program for this kind of machine, as docs/operations.md says to install it.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> Publish(string directory)
    {
        using var process = Run(
            "dotnet", Repository(), ["publish", "functions/Workflows.SelfHost", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", directory]);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Path.Combine(directory, OperatingSystem.IsWindows() ? "workflows.exe" : "workflows")
            : throw new InvalidOperationException(output);
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

    private static Process Run(string file, string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, WorkingDirectory = directory };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Workflows.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The benchmarks run from the repository they were built in.");
        return directory;
    }
}
