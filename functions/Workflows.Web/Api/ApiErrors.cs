using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Core;

namespace Workflows.Web.Api;

/// <summary>Turns whatever goes wrong under <c>/api</c> outside a handler into problem details.</summary>
internal sealed partial class ApiErrors(RequestDelegate next, ILogger<ApiErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
            if (OfStatus(context.Response.StatusCode, context) is { } rejection && IsBare(context.Response))
                await new ProblemResult(rejection).ExecuteAsync(context);
        }
        catch (RequestRefused refused) when (!context.Response.HasStarted)
        {
            await refused.Result.ExecuteAsync(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await new ProblemResult(Of(bad)).ExecuteAsync(context);
        }
        catch (Exception unexpected) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogUnexpected(logger, context.Request.Method, context.Request.Path, unexpected);
            await new ProblemResult(new("server.error", "Something failed here, not in your request. It was logged; try again later."))
                .ExecuteAsync(context);
        }
    }

    private static bool IsBare(HttpResponse response) => !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0;

    private static Rejection Of(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? new("body.too-large", "The body is too large. A document may have 25 MB, any other body 1 MiB.")
        : Unread(bad.Message);

    private static Rejection Unread(string message) => new("request.parameter", $"{message.TrimEnd('.')}. Correct it and send the request again.");

    private static Rejection? OfStatus(int status, HttpContext context) => status switch
    {
        StatusCodes.Status400BadRequest when UnreadParameter.In(context) is { } message => Unread(message),
        StatusCodes.Status400BadRequest => new("request.malformed", "The request cannot be understood. Compare it with /openapi/v1.json."),
        StatusCodes.Status404NotFound => new("route.unknown", $"There is nothing at '{context.Request.Path}'. GET /api lists what there is."),
        StatusCodes.Status405MethodNotAllowed =>
            new("method.not-allowed", $"{context.Request.Method} is not possible here. The header Allow says what is."),
        StatusCodes.Status413PayloadTooLarge => new("body.too-large", "The body is too large. A document may have 25 MB, any other body 1 MiB."),
        StatusCodes.Status415UnsupportedMediaType =>
            new("media-type.unsupported", "The body is of a kind that is not read here. See its Content-Type in /openapi/v1.json, mostly application/json."),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}
