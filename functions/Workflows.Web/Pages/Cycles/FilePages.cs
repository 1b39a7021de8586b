using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Transfer;

namespace Workflows.Web.Pages.Cycles;

/// <summary>What is taken away as a file: the documents of answers, and all of a workflow as proof.</summary>
internal static class FilePages
{
    public static void MapFiles(this IEndpointRouteBuilder workflow)
    {
        workflow.MapMethods("/documents/{hash}", Looking.Methods, Document);
        workflow.MapMethods("/export", Looking.Methods, Write);
    }

    private static async Task<IResult> Document(WorkflowId id, string hash, SubjectFinder finder, IDocumentStore store, HttpContext http) =>
        await finder.Find(id, cancellation: http.RequestAborted) is { } subject
        && DocumentHash.TryParse(hash, null, out var known)
        && await store.Open(subject.Workflow.Context.Municipality, known, http.RequestAborted) is { } stored
            ? DocumentEndpoints.AsFile(http, stored)
            : PageResult.NotFound;

    /// <summary>The same file as <c>workflows export --workflow</c>; written aside first, since what is not sound is refused at its end.</summary>
    private static async Task<IResult> Write(WorkflowId id, SubjectFinder finder, Export export, HttpContext http)
    {
        if (await finder.Find(id, cancellation: http.RequestAborted) is not { } subject)
            return PageResult.NotFound;
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        if (await export.Write(subject.Workflow.Context.Municipality, id, file, http.RequestAborted) is { } refusal)
        {
            await file.DisposeAsync();
            return PageResult.Of<ExportRefusedPage>(new ExportRefused(subject, refusal), StatusCodes.Status409Conflict);
        }

        file.Position = 0;
        return TypedResults.Stream(file, "application/zip", $"{id}.zip");
    }
}

public sealed record ExportRefused(ActSubject Subject, Rejection Rejection);
