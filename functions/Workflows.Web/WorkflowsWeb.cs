using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Workflows.Web.Api;
using Workflows.Web.Pages;

namespace Workflows.Web;

/// <summary>The one pipeline of every host: the HTTP API under <c>/api</c>, its description, health, and the pages for people.</summary>
public static class WorkflowsWeb
{
    /// <summary>
    /// Adds all of it. Needs what <see cref="Composition.AddWorkflows"/> registers and nothing of a server: a host without one builds it
    /// with an <c>ApplicationBuilder</c> and hands it requests.
    /// </summary>
    /// <param name="alsoMap">Endpoints that only this host has.</param>
    public static IApplicationBuilder UseWorkflows(this IApplicationBuilder app, Action<IEndpointRouteBuilder>? alsoMap = null)
    {
        app.UseMiddleware<VirtualClockHeader>();
        app.UseWhen(WorkflowsApi.IsApi, api => api.UseMiddleware<ApiErrors>());
        app.UseWhen(WorkflowsPages.IsPage, pages => pages.UseMiddleware<PageFrame>());
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapApi();
            endpoints.MapPages();
            alsoMap?.Invoke(endpoints);
        });
        return app;
    }
}
