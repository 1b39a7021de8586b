using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Workflows.Web.Api;

/// <summary>What the API's description says of an endpoint.</summary>
internal static class Descriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string description) =>
        endpoint.WithSummary(summary).WithDescription(description);

    /// <summary>The problems that any command on a workflow may answer with.</summary>
    public static RouteHandlerBuilder FailsAsCommand(this RouteHandlerBuilder endpoint) => endpoint.Fails(404, 409, 413, 415, 422);

    /// <summary>The problems beyond those that any endpoint may answer with.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses) => endpoint.MayFail(statuses);

    public static TBuilder MayFail<TBuilder>(this TBuilder endpoints, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata([.. statuses.Select(s => new ProducesResponseTypeMetadata(s, typeof(Problem), [Problem.MediaType]))]);
}
