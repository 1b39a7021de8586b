using System.Diagnostics;
using Workflows.SelfHost.CommandLine;

namespace Workflows.SelfHost.Tests.CommandLine;

/// <param name="Output">What it printed on standard output.</param>
/// <param name="Error">What it printed on standard error.</param>
internal sealed record Ended(int ExitCode, string Output, string Error);

/// <summary>The built program as a process of its own.</summary>
internal static class TheProgram
{
    public static Process Start(string directory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.ArgumentList.Add(typeof(WorkflowsCommand).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<Ended> Run(params IEnumerable<string> arguments)
    {
        using var process = Start(Path.GetTempPath(), arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
