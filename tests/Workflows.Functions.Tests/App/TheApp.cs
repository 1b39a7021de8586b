using System.Net;
using System.Net.Sockets;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Functions.Hosting;
using Workflows.Functions.Http;
using Workflows.Functions.Orchestrations;
using Workflows.Tables;
using Workflows.Web.Keys;

namespace Workflows.Functions.Tests.App;

/// <summary>
/// The whole app on the in-memory durable backend and real storage: its services, orchestrations and activities as Program composes them, and
/// its site on a port of its own, called as the function calls it. Stopped, it loses every orchestration and nothing else.
/// </summary>
internal sealed class TheApp : IAsyncDisposable
{
    private const string FirstKey = "wf_0123456789012345678901234567890123";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };

    private TheApp(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public DurableTaskClient Client => Services.GetRequiredService<DurableTaskClient>();

    public HistoryWatch Histories { get; } = new();

    public EngineRules Rules { get; } = new();

    public HttpClient Http => _http;

    public static async Task<TheApp> Start(
        AzureStorage storage,
        TimeProvider time,
        SendGridServer sendGrid,
        Action<DurableTaskRegistry>? tasks = null,
        Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Settings(sendGrid.Url, FirstKey)).AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton(time);
        builder.Services.AddApp(builder.Configuration);
        builder.Services.AddSingleton(storage);
        var port = FreePort();
        TheApp? started = null;
        builder.Services.AddInMemoryDurableTask(
            registry =>
            {
                (tasks ?? Composition.AddTasks)(registry);
                // A function to the worker; here the client is always at hand.
                registry.AddActivityFunc<IReadOnlyList<string>, int>(WakeWorkflows.Name, (_, workflows) => WakeWorkflows.Run(workflows, started!.Client));
            },
            new InMemoryDurableTaskOptions { Port = port });
        builder.Services.PostConfigureAll<GrpcDurableTaskWorkerOptions>(options =>
            options.CallInvoker = GrpcChannel.ForAddress($"http://localhost:{port}").Intercept(started!.Histories));
        builder.Services.PostConfigureAll<GrpcDurableTaskClientOptions>(options =>
            (options.Channel, options.CallInvoker) = (null, GrpcChannel.ForAddress($"http://localhost:{port}").Intercept(started!.Rules)));
        started = new(builder.Build());
        started.Rules.Find = id => started.Client.GetInstanceAsync(id);
        var site = started.Services.GetRequiredService<Site>();
        var accessor = started.Services.GetRequiredService<IHttpContextAccessor>();
        ((IApplicationBuilder)started._app).Run(http =>
        {
            // As in the worker, whose call of the function knows nothing of the web server's flow.
            accessor.HttpContext = null;
            return site.Answer(http, started.Client);
        });
        await started._app.StartAsync();
        started._http.BaseAddress = new Uri(started._app.Urls.First());
        started._http.DefaultRequestHeaders.Authorization = new("Bearer", FirstKey);
        return started;
    }

    public static Dictionary<string, string?> Settings(string sendGrid, string first) => new()
    {
        ["Workflows:Site"] = "https://workflows.example.org",
        ["Workflows:Storage:ConnectionString"] = "UseDevelopmentStorage=true",
        ["Workflows:Mail:From"] = "workflows@sevlievo.example.org",
        ["Workflows:Mail:SendGrid:ApiKey"] = "SG.test",
        ["Workflows:Mail:SendGrid:Host"] = sendGrid,
        ["Workflows:FirstKey"] = first,
    };

    /// <summary>A client that calls with a key of its own.</summary>
    public async Task<HttpClient> As(ActorKind role, string municipality, string? institution)
    {
        var made = KeyMaker.Make(
            $"{role}", role, new MunicipalityId(municipality), institution is null ? null : new InstitutionId(institution),
            Services.GetRequiredService<TimeProvider>().GetUtcNow());
        await Services.GetRequiredService<IApiKeys>().Add(made.Key);
        var client = new HttpClient { BaseAddress = _http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Secret);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
