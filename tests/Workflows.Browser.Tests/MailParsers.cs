using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Workflows.Browser.Tests;

/// <summary>
/// What independent parsers read in mails and calendars: <c>postal-mime</c> and <c>ical.js</c> under Node.js, installed once for each lock file into
/// the folder for temporary files.
/// </summary>
internal static class MailParsers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "MailParsers");
    private static readonly string Installed = Path.Combine(
        Path.GetTempPath(), $"workflows-mail-parsers-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, "package-lock.json"))))[..12]}");

    /// <summary>Why no test with them can run; null when they can.</summary>
    public static string? Missing { get; } = Install();

    /// <summary>One object for each <c>.eml</c> and <c>.ics</c> file of the folder, in the order of their names.</summary>
    public static IReadOnlyList<JsonNode> Read(string folder)
    {
        File.Copy(Path.Combine(Source, "parse.mjs"), Path.Combine(Installed, "parse.mjs"), overwrite: true);
        var (exit, output, error) = Run("node", [Path.Combine(Installed, "parse.mjs"), folder], Installed);
        Assert.True(exit == 0, error);
        return [.. JsonNode.Parse(output)!.AsArray().Select(n => n!)];
    }

    private static string? Install()
    {
        try
        {
            if (Directory.Exists(Path.Combine(Installed, "node_modules", "ical.js")))
                return null;
            Directory.CreateDirectory(Installed);
            foreach (var file in (string[])["package.json", "package-lock.json"])
                File.Copy(Path.Combine(Source, file), Path.Combine(Installed, file), overwrite: true);
            var (exit, _, error) = Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Installed);
            return exit == 0 ? null : $"NOT RUN: npm could not install the mail parsers: {error.ReplaceLineEndings(" ")}";
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or TimeoutException)
        {
            return $"NOT RUN: no Node.js with npm on this machine ({e.Message}). Install one to have the mails read by independent parsers.";
        }
    }

    private static (int Exit, string Output, string Error) Run(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {Patience}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}

/// <summary>A test with the mail parsers. Where they are missing it is skipped, and its line in the output says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ParsersFactAttribute : FactAttribute
{
    public ParsersFactAttribute([CallerMemberName] string test = "")
    {
        if (MailParsers.Missing is { } why)
            (Skip, DisplayName) = (why, $"{test}: {why}");
    }
}
