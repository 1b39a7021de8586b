using System.CommandLine;
using Workflows.SelfHost.Hosting;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.CommandLine;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public static Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = $"The data directory. Default: Workflows__Data in the environment, else ./{HostSettings.DefaultData}.",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON, for other programs." };

    /// <summary>The directory of the command line, of the environment, or the default. It need not exist.</summary>
    public static DataDirectory DataOf(ParseResult parsed) =>
        new(parsed.GetValue(Data)?.FullName ?? Environment.GetEnvironmentVariable($"{HostSettings.Section}__Data") ?? HostSettings.DefaultData);
}
