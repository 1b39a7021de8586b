using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>The HTTP API: everything under <c>/api</c>, its description, and the health of the host.</summary>
public static class WorkflowsApi
{
    internal const string Root = "/api";

    /// <summary>
    /// Call it once, before pages are mapped: it puts the API's errors and the keys' authentication before everything that follows.
    /// </summary>
    public static WebApplication MapWorkflowsApi(this WebApplication app)
    {
        app.UseMiddleware<VirtualClockHeader>();
        app.UseWhen(IsApi, api => api.UseMiddleware<ApiErrors>());
        app.UseAuthentication();
        app.UseAuthorization();

        var api = app.MapGroup(Root).RequireAuthorization(KeyPolicies.Anybody);
        api.MapStrategies();
        api.MapStarts();
        return app;
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(Root);
}
