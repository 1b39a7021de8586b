using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>What the API answered.</summary>
public sealed record Answered(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Code => Text("code");

    public string Text(string key) => (string?)Json[key] ?? "";

    /// <summary>A problem as every problem is: with its code, and a sentence that says what to do.</summary>
    public void IsProblem(int status, string code)
    {
        Assert.True((int)Status == status && Body.Contains($"\"{code}\"", StringComparison.Ordinal), $"{(int)Status} {Body}, not {status} {code}");
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(code, Code);
        Assert.Equal(status, (int)Json["status"]!);
        Assert.True(Text("detail").Length > 10, Body);
    }
}

internal static class Requests
{
    public static async Task<Answered> Send(
        this HttpClient client, string method, string path, string? body = null, string contentType = "application/json", string? key = null)
    {
        using var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return await client.Send(method, path, content, contentType, key);
    }

    public static async Task<Answered> Send(
        this HttpClient client, string method, string path, HttpContent? content, string? contentType, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (content is not null && contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    public static Task<Answered> Get(this HttpClient client, string path) => client.Send("GET", path);

    public static Task<Answered> Post(this HttpClient client, string path, JsonNode? body = null, string? key = null) =>
        client.Send("POST", path, body?.ToJsonString(), key: key);
}
