using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Web.Api;

/// <summary>Examples of requests and answers, by method and path; taken from real ones and kept in <c>examples.json</c>.</summary>
internal static class Examples
{
    private static readonly IReadOnlyDictionary<string, Example> ByOperation = Load();

    public static Example? Of(string operation) => ByOperation.GetValueOrDefault(operation);

    public static JsonNode? OfProblem(string status) => JsonSerializer.SerializeToNode(
        Problem.Of(status switch
        {
            "400" => new("json.missing", "Missing: 'reason'. Add it. (line 1, column 3)"),
            "401" => new("key.missing", "Send an API key as 'Authorization: Bearer wf_…' or as 'X-Api-Key'."),
            "403" => new("actor.forbidden", "Your key's role may not do this. Ask a coordinator or an administrator."),
            "404" => new("workflow.unknown", "There is no such workflow. GET /api/workflows lists those that there are."),
            "409" => new("workflow.suspended", "The workflow is suspended. Wait until the coordinator resumes it; nothing you prepared is lost."),
            "413" => new("body.too-large", "The body is larger than 1024 KiB. Send less, and documents to POST /api/documents."),
            "415" => new("media-type.unsupported", "Send the body as JSON with 'Content-Type: application/json'."),
            "422" => new("document.unknown", "The document 'report.pdf' is not in the store. Upload it with POST /api/documents and use the hash of its answer."),
            "503" => new("store.unavailable", "The store does not answer. Try again in a while."),
            _ => new("server.error", "Something failed here, not in your request. It was logged; try again later."),
        }),
        ApiJson.Options);

    private static Dictionary<string, Example> Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Workflows.Web.Api.examples.json")
            ?? throw new InvalidOperationException("examples.json is not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, Example>>(file, ApiJson.Options)!;
    }
}
