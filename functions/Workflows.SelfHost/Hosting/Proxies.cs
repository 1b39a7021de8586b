using Microsoft.AspNetCore.HttpOverrides;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Believes what a proxy in front says of a request: its scheme, its host and where it came from. Only those that are named: anybody else
/// could say they come from everywhere, and no limit on tries would hold.
/// </summary>
internal static class Proxies
{
    public static IApplicationBuilder UseProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0)
            return app;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // As many as are named stand one behind the other; the last address that is not one of them is the visitor's.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
        return app.UseForwardedHeaders(options);
    }
}
