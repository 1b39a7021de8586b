using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workflows.Functions.Tests.App;

/// <summary>Takes mails as SendGrid's API does and keeps them.</summary>
internal sealed class SendGridServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonNode> _mails = [];
    private readonly ConcurrentQueue<string> _traces = [];
    private WebApplication _app = null!;

    public string Url => _app.Urls.First();

    /// <summary>As they were posted, in the order they came.</summary>
    public IReadOnlyList<JsonNode> Mails => [.. _mails];

    /// <summary>The trace that each mail came in.</summary>
    public IReadOnlyList<string> Traces => [.. _traces];

    /// <summary>What it answers.</summary>
    public Action<HttpResponse> Answer { get; set; } = response => response.StatusCode = StatusCodes.Status202Accepted;

    public static async Task<SendGridServer> Start()
    {
        var server = new SendGridServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server._app = builder.Build();
        server._app.MapPost("/v3/mail/send", async (HttpRequest request, HttpResponse response) =>
        {
            Assert.Equal("Bearer SG.test", request.Headers.Authorization);
            server._traces.Enqueue(request.Headers.TraceParent.ToString());
            server._mails.Enqueue((await JsonNode.ParseAsync(request.Body))!);
            server.Answer(response);
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
