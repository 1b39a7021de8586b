using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Templates;
using Workflows.Web.Files;
using Workflows.Web.Operations;

namespace Workflows.Web.Pages.Administration;

/// <summary>What concerns the installation as a whole: its records, its background work, its versions.</summary>
internal static class StoragePages
{
    public static void MapStorage(this IEndpointRouteBuilder whole)
    {
        whole.MapMethods("/storage", Looking.Methods, (Inspection inspection) => PageResult.Of<StoragePage>(new StorageModel(inspection.Last)));
        whole.MapPost("/storage/inspect", Inspect);
        whole.MapMethods("/failures", Looking.Methods, (FailedWork failed) => PageResult.Of<FailuresPage>(failed.Latest()));
        whole.MapMethods("/versions", Looking.Methods, (HostVersions host, TemplateLibrary library) =>
            PageResult.Of<VersionsPage>(new VersionsModel(host, [.. library.Templates.Values.OrderBy(t => t.Id.Value, StringComparer.Ordinal)])));
    }

    private static IResult Inspect(Inspection inspection)
    {
        inspection.Begin();
        return PageResult.See("/administration/storage");
    }
}

/// <param name="Last">Null when nothing was inspected since the program started.</param>
public sealed record StorageModel(Inspected? Last);

public sealed record VersionsModel(HostVersions Host, IReadOnlyList<Template> Templates);
