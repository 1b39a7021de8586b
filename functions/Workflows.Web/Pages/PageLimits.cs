using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Workflows.Web.Pages;

/// <summary>How often one network address may try in a minute. Generous to an office behind one address, slow for who guesses.</summary>
public sealed record PageLimits(int SignInsPerMinute = 20, int LinksPerMinute = 600)
{
    internal const string SignIns = "workflows-sign-in";
    internal const string Links = "workflows-links";
}

internal sealed class SignInLimit(PageLimits limits) : AddressLimit(limits.SignInsPerMinute);

internal sealed class LinkLimit(PageLimits limits) : AddressLimit(limits.LinksPerMinute);

internal abstract class AddressLimit(int perMinute) : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetFixedWindowLimiter(
            $"{httpContext.Connection.RemoteIpAddress}",
            _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
