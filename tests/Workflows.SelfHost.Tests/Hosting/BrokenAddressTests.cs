using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.SelfHost.Hosting;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>Addresses that the web server refuses before the program sees them.</summary>
public sealed partial class BrokenAddressTests
{
    [Theory]
    [InlineData("GET /sign-in/%00 HTTP/1.1")]
    [InlineData("GET /i/%00abc/sevlievo HTTP/1.1")]
    [InlineData("GET /sign-in/a b HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task Who_opens_one_reads_what_to_do(string line)
    {
        await using var app = await Started();
        var (head, body) = await Ask(app, line);

        Assert.StartsWith("HTTP/1.1 400 ", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html; charset=utf-8", head, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: default-src 'none'", head, StringComparison.Ordinal);
        Assert.Contains("<h1>Адресът е повреден</h1>", body, StringComparison.Ordinal);
        Assert.Contains("<h2>The address is damaged</h2>", body, StringComparison.Ordinal);
        Assert.Contains("href=\"/sign-in\"", body, StringComparison.Ordinal);
        Assert.EndsWith("</html>", body, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_addresses_are_answered_as_before()
    {
        await using var app = await Started();

        Assert.Contains("/sign-in/abc", (await Ask(app, "GET /sign-in/abc HTTP/1.1")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browsers_client_reads_it_as_any_answer()
    {
        await using var app = await Started();
        // Not mended on the way, as the address stands in a mail.
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var answer = await client.GetAsync(new Uri($"{app.Urls.First()}/sign-in/%00", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith("</html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", await client.GetStringAsync("/"));
    }

    private static async Task<WebApplication> Started()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync(http.Request.Path));
        BrokenAddresses.Explain(app.Services.GetRequiredService<DiagnosticListener>());
        await app.StartAsync();
        return app;
    }

    /// <summary>As the bytes are sent: clients mend such addresses before they ask.</summary>
    private static async Task<(string Head, string Body)> Ask(WebApplication app, string line)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(app.Urls.First()).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
        using var read = new MemoryStream();
        await client.GetStream().CopyToAsync(read);
        var bytes = read.ToArray();
        var split = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(bytes, 0, split);
        var body = bytes.AsSpan(split + 4);
        // A client reads as far as the answer says that it goes.
        var length = Length().Match(head);
        return (head, Encoding.UTF8.GetString(length.Success ? body[..int.Parse(length.Groups["bytes"].Value, CultureInfo.InvariantCulture)] : body));
    }

    [GeneratedRegex(@"Content-Length: (?<bytes>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Length();
}
