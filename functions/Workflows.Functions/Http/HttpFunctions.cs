using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Workflows.Functions.Http;

/// <summary>
/// The functions that HTTP calls. Their bodies are those of the shared site; only their addresses differ. The host keeps <c>/admin</c> and
/// <c>/runtime</c> for itself.
/// </summary>
internal sealed class HttpFunctions(Site site)
{
    /// <summary>Everything that has no function of its own.</summary>
    [Function("Site")]
    public Task Everything(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client) => site.Answer(request.HttpContext, client);

    /// <summary>
    /// Starts the cycle of a year: <c>POST /api/strategies/{strategy}/cycles/{year}</c> under an address that asks for a function key first,
    /// for callers who are trusted with no more than this. An API key is needed as well.
    /// </summary>
    [Function("StartCycle")]
    public Task StartCycle(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "functions/cycles/{strategy}/{year}")] HttpRequest request,
        string strategy,
        int year,
        [DurableClient] DurableTaskClient client) => At(request, $"/api/strategies/{strategy}/cycles/{year}", client);

    /// <summary>How the orchestration of a strategy or workflow stands: <c>GET /api/orchestrations/{id}</c>.</summary>
    [Function("OrchestrationStatus")]
    public Task Status(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "functions/orchestrations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) => At(request, $"/api/orchestrations/{id}", client);

    private Task At(HttpRequest request, string path, DurableTaskClient client)
    {
        request.Path = path;
        return site.Answer(request.HttpContext, client);
    }
}
