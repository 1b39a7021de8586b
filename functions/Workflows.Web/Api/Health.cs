using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>What a load balancer asks: whether the program runs, and whether it can work. Without a key, and telling nothing else.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", Live).Describe("Whether the program runs", "Always yes when it answers.");
        health.MapGet("/ready", Ready).Describe("Whether the store answers", "Requests are refused for a while when it does not.").Fails(503);
    }

    private static Ok<HealthReport> Live() => TypedResults.Ok(new HealthReport("live"));

    private static async Task<Results<Ok<HealthReport>, ProblemResult>> Ready(IWakeUps store, CancellationToken aborted)
    {
        try
        {
            await store.Next(aborted);
            return TypedResults.Ok(new HealthReport("ready"));
        }
#pragma warning disable CA1031 // Whatever keeps the store from answering, the answer is the same.
        catch (Exception) when (!aborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new ProblemResult(new("store.unavailable", "The store does not answer. Try again in a while."));
        }
    }
}

/// <param name="Status">live or ready.</param>
public sealed record HealthReport(string Status);
