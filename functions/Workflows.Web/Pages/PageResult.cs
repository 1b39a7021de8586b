using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Workflows.Web.Pages;

/// <summary>What a page's handler answers.</summary>
internal static class PageResult
{
    /// <param name="model">The component's parameter <c>Model</c>.</param>
    /// <returns>Not typed by the component: the generator of the routes' code does not see components.</returns>
    public static IResult Of<TComponent>(object? model = null, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(model is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };

    /// <summary>The form again, with what is wrong in it.</summary>
    public static IResult Wrong<TComponent>(object model)
        where TComponent : IComponent =>
        Of<TComponent>(model, StatusCodes.Status422UnprocessableEntity);

    /// <summary>After a POST: the page that shows what came of it, so that reloading sends nothing again.</summary>
    public static IResult See(string path) => new SeeOther(path);

    /// <summary>Also for what exists and is not the reader's.</summary>
    public static IResult NotFound { get; } = TypedResults.StatusCode(StatusCodes.Status404NotFound);

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = httpContext.Request.PathBase + path;
            return Task.CompletedTask;
        }
    }
}
