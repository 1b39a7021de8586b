using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Workflows.Web.Api;

/// <summary>A JSON body, read strictly. No body at all is read as <c>{}</c>.</summary>
internal readonly record struct Body<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class
{
    private const string MediaType = "application/json";

    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await RequestBody.Read(context);
        if (bytes.IsEmpty)
            bytes = "{}"u8.ToArray();
        else if (!context.Request.HasJsonContentType())
            throw new RequestRefused(new("media-type.unsupported", $"Send the body as JSON with 'Content-Type: {MediaType}'."));

        CheckLimits(bytes.Span);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, ApiJson.Options) is { } value
                ? new(value)
                : throw new RequestRefused(new("json.null", "The body is null. Send a JSON object."));
        }
        catch (JsonException problem)
        {
            throw JsonProblems.Explain(problem, typeof(T));
        }
        catch (NotSupportedException problem)
        {
            throw JsonProblems.KindMissing(problem);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([MediaType], typeof(T)));

    private static void CheckLimits(ReadOnlySpan<byte> json)
    {
        try
        {
            BodyLimits.Check(json);
        }
        catch (JsonException problem)
        {
            throw JsonProblems.NotJson(problem);
        }
    }
}
