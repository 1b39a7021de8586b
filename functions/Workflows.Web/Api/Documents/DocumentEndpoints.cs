using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>Handing documents in and reading them back.</summary>
internal static class DocumentEndpoints
{
    /// <summary>In bytes: 25 MB. Below what Kestrel reads at the most, so that the answer to a longer one is ours.</summary>
    public const int Limit = 25 * 1024 * 1024;

    private const string AnyType = "application/octet-stream";

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapPost("", Upload)
            .Accepts<Stream>(AnyType, "application/pdf", "*/*")
            .Describe("Upload a document", "The body is the file itself, up to 25 MB. Stored by its content: the same file again is the same document.")
            .Fails(404, 413, 422);
        documents.MapGet("/{hash}", Download)
            .Produces<Stream>(StatusCodes.Status200OK, AnyType)
            .Describe("Download a document", "As an attachment under its name. Its hash is its ETag.")
            .Fails(404);
    }

    private static async Task<Results<Created<DocumentInfo>, ProblemResult>> Upload(
        HttpContext http, string name, MunicipalityId? municipality, ApiCall call, IDocumentStore store, Repeats repeats)
    {
        if (DocumentNames.Check(name) is { } wrongName)
            return new ProblemResult(wrongName);
        var owner = call.MunicipalityOr(municipality);
        if (http.Request.ContentLength > Limit)
            return TooLarge;
        var type = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var named) ? named.MediaType.Value! : AnyType;
        // The same content is the same document, so nothing needs to be marked afterwards.
        await using var body = new ReadBody(http.Request.Body, content => repeats.Begin(call.Key(content), call.Aborted));
        return await store.Put(owner, name, type, body, Limit, call.Aborted) switch
        {
            null => TooLarge,
            { Size: 0 } => new ProblemResult(new("document.empty", "The document has no bytes. Send the file as the body, for example with curl --data-binary @file.")),
            var info => TypedResults.Created($"{call.Root}/api/documents/{info.Hash}?municipality={owner}", info),
        };
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> Download(
        HttpContext http, string hash, MunicipalityId? municipality, ApiCall call, IDocumentStore store)
    {
        if (!DocumentHash.TryParse(hash, null, out var known) || await store.Open(call.MunicipalityOr(municipality), known, call.Aborted) is not { } stored)
            return new ProblemResult(new("document.not-found", "There is no such document. Its hash has 64 hexadecimal digits, as the upload answered."));
        return AsFile(http, stored);
    }

    /// <summary>A document is a file to keep, whatever it contains: never shown as a page of ours.</summary>
    internal static FileStreamHttpResult AsFile(HttpContext http, StoredDocument stored)
    {
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Stream(stored.Content, stored.Info.ContentType, stored.Info.Name, entityTag: new($"\"{stored.Info.Hash}\""), enableRangeProcessing: true);
    }

    private static ProblemResult TooLarge => new(new("document.too-large", "The document is larger than 25 MB. Split it, or save it smaller."));
}
