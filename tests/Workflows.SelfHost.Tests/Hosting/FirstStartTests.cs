using System.Net;
using System.Net.Sockets;
using Workflows.SelfHost.Tests.CommandLine;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Hosting;

public sealed class FirstStartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_very_first_answer_knows_the_strategy_that_the_start_registers()
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{FreePort()}") };
        using var server = TheProgram.Start(Path.GetTempPath(), "serve", "--data", _directory.Data.Root, "--urls", http.BaseAddress.ToString());
        try
        {
            Assert.Contains("Севлиево", await FirstAnswer(http, "/public"), StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<string> FirstAnswer(HttpClient http, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                return WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(path, UriKind.Relative), patience.Token));
            }
            catch (HttpRequestException failure) when (failure.InnerException is SocketException)
            {
                await Task.Delay(1, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
