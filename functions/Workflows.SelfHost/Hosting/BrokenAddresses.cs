using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Workflows.Web.Pages.Layout;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// Kestrel refuses what is no HTTP request with an empty answer, and no middleware sees it. It tells of it before it answers, which is where a
/// person who followed a mangled link is given a page. There is no response yet that could be written to, so the page goes to the connection whole,
/// and says that the connection ends with it: what Kestrel adds is read by nobody.
/// </summary>
internal sealed class BrokenAddresses : IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private static readonly byte[] Answer =
    [
        .. Encoding.ASCII.GetBytes(
            string.Join("\r\n",
            [
                "HTTP/1.1 400 Bad Request",
                "Content-Type: text/html; charset=utf-8",
                $"Content-Length: {BrokenAddress.Page.Length}",
                $"Content-Security-Policy: {BrokenAddress.ContentPolicy}",
                "X-Content-Type-Options: nosniff",
                "Cache-Control: no-store",
                "Connection: close",
                "",
                "",
            ])),
        .. BrokenAddress.Page.Span,
    ];

    /// <returns>Stops it.</returns>
    public static IDisposable Explain(DiagnosticListener events) => events.Subscribe(new BrokenAddresses(), name => name == BadRequest);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not IFeatureCollection features
            || features.Get<IBadRequestExceptionFeature>()?.Error is not BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest }
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false }
            || features.Get<IConnectionTransportFeature>() is not { Transport.Output: var connection })
            return;
        // A few kilobytes, which the connection's buffer takes at once.
        connection.WriteAsync(Answer).AsTask().GetAwaiter().GetResult();
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
