using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workflows.Benchmarks;

/// <summary>The program published for this kind of machine, as docs/operations.md says to install it; gone afterwards.</summary>
internal sealed class Installation : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("workflows-published-").FullName;

    private Installation()
    {
    }

    public static async Task<Installation> Publish()
    {
        var made = new Installation();
        using var process = TheServer.Run(
            "dotnet", Repository(), ["publish", "functions/Workflows.SelfHost", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", made._directory]);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? made : throw new InvalidOperationException(output);
    }

    public Process Start(string directory, params IEnumerable<string> arguments) =>
        TheServer.Run(Path.Combine(_directory, OperatingSystem.IsWindows() ? "workflows.exe" : "workflows"), directory, arguments);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Workflows.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The benchmarks run from the repository they were built in.");
        return directory;
    }
}
