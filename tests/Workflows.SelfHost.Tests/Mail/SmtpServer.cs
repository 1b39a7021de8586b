using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.SelfHost.Tests.Mail;

/// <summary>A small SMTP server (RFC 5321) on a port of its own that says what a test wants it to say.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmtpServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers to a command, by the command's first word; null drops the connection, and "" says nothing at all.</summary>
    public Dictionary<string, string?> Says { get; } = new()
    {
        ["CONNECT"] = "220 test",
        ["EHLO"] = "250-test\r\n250 8BITMIME",
        ["MAIL"] = "250 ok",
        ["RCPT"] = "250 ok",
        ["DATA"] = "354 go on",
        [".\r\n"] = "250 queued",
        ["QUIT"] = "221 bye",
    };

    /// <summary>The messages as they came, with dots unstuffed.</summary>
    public List<byte[]> Received { get; } = [];

    public List<string> Commands { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            var goesOn = await Say(stream, "CONNECT");
            while (goesOn && await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                Commands.Add(line);
                var command = line.Split(' ', ':')[0].ToUpperInvariant();
                goesOn = await Say(stream, command);
                if (goesOn && command == "DATA" && Says["DATA"]!.StartsWith('3'))
                    goesOn = await Receive(reader) && await Say(stream, ".\r\n");
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private async Task<bool> Receive(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                Received.Add(Encoding.Latin1.GetBytes(message.ToString()));
                return true;
            }

            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }

    private async Task<bool> Say(NetworkStream stream, string to)
    {
        if (Says.GetValueOrDefault(to, "502 what?") is not { } answer)
            return false;
        if (answer.Length > 0)
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), _stop.Token);
        return !answer.StartsWith("421", StringComparison.Ordinal);
    }
}
