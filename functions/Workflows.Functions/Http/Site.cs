using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Workflows.Functions.Mail;
using Workflows.Functions.Orchestrations;
using Workflows.Web;

namespace Workflows.Functions.Http;

/// <summary>The API and the pages, which every host shares, behind a function: built once, and handed each request.</summary>
internal sealed class Site(IServiceProvider services, Signals signals, IHttpContextAccessor accessor)
{
    private readonly RequestDelegate _pipeline = Build(services);

    /// <summary>Answers the request, then wakes the orchestrations of what it wrote to. A wake-up that gets lost is made good by the reconciler.</summary>
    /// <param name="client">Comes with the function's call; <see cref="DurableInstances"/> finds it among the request's features.</param>
    public async Task Answer(HttpContext http, DurableTaskClient client)
    {
        // What the worker has found is its own function; the site finds its endpoint itself.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        http.Features.Set(client);
        // The worker calls a function in another flow than the one in which its web server took the request.
        accessor.HttpContext = http;
        using var touched = Touched.Begin();
        await _pipeline(http);
        foreach (var stream in touched.Streams)
        {
            if (await signals.Set(stream, CancellationToken.None))
                await client.Wake(stream, CancellationToken.None);
        }
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseWorkflows(endpoints =>
        {
            endpoints.MapOrchestrations();
            endpoints.MapPost(SendGridWebhook.Path, (HttpRequest request, SendGridWebhook webhook, CancellationToken stop) => webhook.Receive(request, stop))
                .ExcludeFromDescription();
        });
        return app.Build();
    }
}
