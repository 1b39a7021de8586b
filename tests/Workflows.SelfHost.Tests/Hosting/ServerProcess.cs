using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Workflows.SelfHost.Tests.CommandLine;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>A real server in a process of its own, on a port that the system gives it.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>The administrator's key, if this start made it.</summary>
    public string? Key { get; private set; }

    public string Welcome { get; private set; } = "";

    public static async Task<ServerProcess> Start(string data, params IEnumerable<string> arguments)
    {
        var server = new ServerProcess(TheProgram.Start(Path.GetTempPath(), ["serve", "--data", data, "--urls", "http://127.0.0.1:0", .. arguments]));
        while (!server.Welcome.Contains("openapi", StringComparison.Ordinal))
        {
            var line = await server._process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The server ended: {server.Welcome}{await server._errors}");
            server.Welcome += line + "\n";
        }

        server.Url = new(Address().Match(server.Welcome).Groups["url"].Value);
        server.Key = Secret().Match(server.Welcome) is { Success: true } key ? key.Value : null;
        _ = server._process.StandardOutput.ReadToEndAsync();
        return server;
    }

    public HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>As kill -9: nothing in the process hears of it.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As an operator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"ready at (?<url>http://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"wf_[A-Za-z0-9_-]{20,}")]
    private static partial Regex Secret();
}
