using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Workflows.Web.Api;

namespace Workflows.SelfHost.Tests.Api;

public sealed class DescriptionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_description_is_valid_and_whole()
    {
        var read = OpenApiDocument.Parse((await host.Nobody.Get("/openapi/v1.json")).Body, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        var operations = read.Document!.Paths.SelectMany(p => p.Value.Operations!.Values).ToList();
        Assert.True(operations.Count >= host.Routes.Count);
        foreach (var operation in operations)
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary), operation.OperationId);
            Assert.False(string.IsNullOrWhiteSpace(operation.Description), operation.OperationId);
            var success = operation.Responses!.Single(r => r.Key[0] == '2').Value;
            Assert.True(success.Content is not { Count: > 0 } || success.Content.Values.All(c => c.Example is not null), operation.OperationId);
            if (!operation.OperationId!.EndsWith("/live", StringComparison.Ordinal))
            {
                var problems = operation.Responses!.Where(r => r.Key[0] is '4' or '5').ToList();
                Assert.NotEmpty(problems);
                Assert.All(problems, p => Assert.NotNull(p.Value.Content!["application/problem+json"].Example));
            }

            Assert.All(operation.RequestBody?.Content?.Values ?? [], c => Assert.NotNull(c.Example));
        }
    }

    [Fact]
    public void Every_example_is_what_the_operation_reads_and_writes()
    {
        foreach (var route in host.Routes)
        {
            var name = $"{route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {route.RoutePattern.RawText!.TrimEnd('/')}";
            var example = Examples.Of(name);
            Assert.True(example is not null, name);
            Is(example.Request, route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, name);
            var success = route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Last(m => m.StatusCode is >= 200 and < 300);
            Is(example.Response, success.Type, name);
        }
    }

    private static void Is(JsonNode? example, Type? type, string name)
    {
        if (type is null || type == typeof(void) || type == typeof(Stream) || type.IsAssignableTo(typeof(Microsoft.AspNetCore.Http.IResult)))
            return;
        Assert.True(example is not null, name);
        // Reading is strict: an unknown, missing or misspelt property throws.
        Assert.NotNull(JsonSerializer.Deserialize(example, type, ApiJson.Options));
    }
}
