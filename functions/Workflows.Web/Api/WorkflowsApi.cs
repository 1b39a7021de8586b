using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>The HTTP API: everything under <c>/api</c>, its description, and the health of the host.</summary>
public static class WorkflowsApi
{
    internal const string Root = "/api";
    internal const string DescriptionPath = "/openapi/v1.json";

    internal static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup(Root).RequireAuthorization(KeyPolicies.Anybody).MayFail(400, 401, 403, 500);
        api.MapStrategies();
        api.MapStarts();
        api.MapRegister();
        api.MapWorkflows();
        api.MapRuns();
        api.MapTasks();
        api.MapAnswers();
        api.MapOwed();
        api.MapSheets();
        api.MapIndicators();
        api.MapProgress();
        api.MapRegion();
        api.MapReports();
        api.MapDocuments();
        api.MapMail();
        api.MapKeys();
        api.MapReference();
        app.MapHealth();
    }

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(Root);
}
