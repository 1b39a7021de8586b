using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Web.Pages.Administration;

/// <summary>What belongs to no single municipality is there only for an administrator of all of them.</summary>
internal sealed class WholeInstallation : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<PageContext>().Caller is { Municipality: null } ? await next(context) : PageResult.NotFound;
}
