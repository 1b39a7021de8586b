using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Workflows.Web.Api;

/// <summary>Whether the host's clock is real. A host with a simulated clock registers its own.</summary>
public sealed record ClockInfo(bool IsVirtual);

/// <param name="Now">In UTC.</param>
/// <param name="Today">The civil date in Sofia.</param>
public sealed record ClockReading(DateTimeOffset Now, DateOnly Today, bool IsVirtual)
{
    internal static ClockReading Of(TimeProvider clock, ClockInfo info)
    {
        var now = clock.GetUtcNow();
        return new(now, Core.Calendar.CivilTime.DateOf(now), info.IsVirtual);
    }
}

/// <summary>Says on every response that time is simulated, so that nobody mistakes it for the real one.</summary>
internal sealed class VirtualClockHeader(RequestDelegate next, TimeProvider clock, ClockInfo info)
{
    public const string Name = "Workflows-Clock";

    public Task InvokeAsync(HttpContext context)
    {
        if (info.IsVirtual)
            context.Response.Headers[Name] = $"virtual; now={clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        return next(context);
    }
}
