using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Mail;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web;
using Workflows.Web.Api;
using Workflows.Web.Files;
using Workflows.Web.Keys;
using Workflows.Web.Mail;
using Workflows.Web.Pages;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>The API on a port of its own, over SQLite and files in a directory of its own, with the shipped strategies and a clock that stands still.</summary>
public sealed class ApiHost : IAsyncLifetime, IAsyncDisposable
{
    public const string Strategy = "sevlievo-2016-2020";
    public const string Cycle = $"{Strategy}.cycle.2016";

    private readonly SqliteStore _store = new();
    private readonly Dictionary<string, HttpClient> _clients = [];
    private WebApplication? _app;
    private Action<IServiceCollection>? _more;

    public ApiHost() => RequestKeys = new(_store.RequestKeys);

    /// <summary>A Monday in the first year, when steps of several kinds are open.</summary>
    public StandingClock Clock { get; } = new(new DateTimeOffset(2016, 11, 7, 9, 0, 0, TimeSpan.Zero));

    public HttpClient Administrator => _clients["administrator"];

    public HttpClient Coordinator => _clients["coordinator"];

    public HttpClient Mayor => _clients["mayor"];

    public HttpClient Directorate => _clients["dsp"];

    /// <summary>Of Balchik, who must see nothing of Sevlievo.</summary>
    public HttpClient Foreigner => _clients["foreigner"];

    public HttpClient Nobody => _clients["nobody"];

    public IEventStore Events => _store.Events;

    public IEffectLedger Ledger => _store.Ledger;

    public IApiKeys Keys => _store.ApiKeys;

    /// <summary>SQLite's, which a test may have fail as a program fails that is killed there.</summary>
    public StoppingRequestKeys RequestKeys { get; }

    internal string this[string file] => _store[file];

    /// <summary>Writes past the program, as somebody would who tampers with the file.</summary>
    internal void Execute(string sql) => _store.Execute(sql);

    public IServiceProvider Services => _app!.Services;

    public Uri Url => new(_app!.Urls.First());

    /// <summary>Of pages and the API alike.</summary>
    public IReadOnlyList<RouteEndpoint> AllRoutes => [.. _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))];

    public static string StrategyFile(string name) => File.ReadAllText(Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", $"{name}.yaml"));

    /// <summary>A host of its own for one test.</summary>
    /// <param name="more">What an installation may register besides.</param>
    public static async Task<ApiHost> Started(Action<IServiceCollection>? more = null)
    {
        var host = new ApiHost { _more = more };
        await host.InitializeAsync();
        return host;
    }

    public Task InitializeAsync() => Start(new ClockInfo(IsVirtual: true));

    private async Task Start(ClockInfo clockInfo)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddSingleton(_store.Events);
        services.AddSingleton(_store.Ledger);
        services.AddSingleton(_store.WakeUps);
        services.AddSingleton(_store.Listing);
        services.AddSingleton(_store.ApiKeys);
        services.AddSingleton<IRequestKeys>(RequestKeys);
        services.AddAccess(_store);
        services.AddSingleton<IDocumentStore>(new FileDocuments(_store.Data));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(clockInfo);
        // Tests come from one address and faster than people.
        services.AddSingleton(new PageLimits(LinksPerMinute: 1_000_000));
        var sender = new MailAddressee("Workflows", "workflows@sevlievo.example.org");
        services.AddSingleton(new MailSettings(new Uri("http://127.0.0.1/"), "sevlievo.example.org", sender));
        services.AddSingleton(RecipientPolicy.Everybody);
        services.AddSingleton<IMailTransport>(new PickupFolderTransport(_store["mail"], sender));
        services.AddSingleton<ISentMails>(new PickupFolder(_store["mail"]));
        services.AddSingleton(TemplateLibrary.Load().Value!);
        services.AddWorkflows();
        // However busy the machine is, pages show what tests look for.
        services.AddSingleton(new Patience(TimeSpan.FromMinutes(1)));
        _more?.Invoke(services);
        _app = builder.Build();
        _app.UseWorkflows();
        await _app.StartAsync();

        _clients["nobody"] = Client(null);
        _clients["administrator"] = await Client(ActorKind.Administrator, null, null);
        _clients["coordinator"] = await Client(ActorKind.Coordinator, "sevlievo", null);
        _clients["foreigner"] = await Client(ActorKind.Administrator, "balchik", null);
        _clients["mayor"] = await Client(ActorKind.Institution, "sevlievo", "mayor");
        _clients["dsp"] = await Client(ActorKind.Institution, "sevlievo", "dsp");
    }

    /// <summary>Registers the shipped strategy of Sevlievo and starts the cycle of 2016.</summary>
    public async Task OpenCycle()
    {
        await Coordinator.Send("POST", "/api/strategies", StrategyFile(Strategy), "application/yaml");
        await Coordinator.Send("POST", $"/api/strategies/{Strategy}/cycles/2016");
    }

    public async Task<HttpClient> Client(ActorKind role, string? municipality, string? institution)
    {
        var made = KeyMaker.Make(
            $"{role}",
            role,
            municipality is null ? null : new MunicipalityId(municipality),
            institution is null ? null : new InstitutionId(institution),
            Clock.GetUtcNow());
        await Keys.Add(made.Key);
        return Client(made.Secret);
    }

    public HttpClient Client(string? secret)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app!.Urls.First()) };
        if (secret is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>Every stream with its version and last hash: equal only when no event was added or changed.</summary>
    public async Task<IReadOnlyList<string>> Streams() =>
        await Events.Streams().Select(s => $"{s.Stream} {s.Version} {Convert.ToHexString(s.Hash.Span)}").ToListAsync();

    /// <summary>Uploads a document and returns how an answer names it.</summary>
    public async Task<JsonObject> Document(string content, string name = "доклад.pdf")
    {
        var answer = await Coordinator.Send("POST", $"/api/documents?name={Uri.EscapeDataString(name)}", content, "application/pdf");
        return new() { ["hash"] = answer.Text("hash"), ["name"] = name, ["size"] = Encoding.UTF8.GetByteCount(content) };
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}

/// <summary>Moves only when told to.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
