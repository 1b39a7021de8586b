using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>The API's description at <c>/openapi/v1.json</c>: what the endpoints say of themselves, with examples, keys and headers.</summary>
internal static class Description
{
    private const string Bearer = "bearer";
    private const string Header = "header";

    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath is { } path
            && ($"/{path}".StartsWith(WorkflowsApi.Root, StringComparison.Ordinal) || path.StartsWith("health", StringComparison.Ordinal));
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        options.AddSchemaTransformer((schema, context, _) => Shape(schema, context.JsonTypeInfo));
    });

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Workflows",
            Version = "v1",
            Description = "Runs the cycles of municipal strategies for social services. See docs/api.md for a guide.",
        };
        document.Servers = [];
        (document.Components ??= new()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = $"An API key: {KeyMaker.Prefix}…" },
            [Header] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = KeyAuthentication.HeaderName },
        };
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var endpoint = context.Description;
        var metadata = endpoint.ActionDescriptor.EndpointMetadata;
        operation.OperationId = $"{endpoint.HttpMethod} /{endpoint.RelativePath?.TrimEnd('/')}";
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(Header, context.Document)] = [] },
            ];
        }

        if (endpoint.HttpMethod == "POST")
            Add(operation, ApiCall.KeyHeader, ParameterLocation.Header, "1 to 255 visible ASCII characters. The same request under the same key has its effect once; another request under it is 422 idempotency.reused.", JsonSchemaType.String);
        if (metadata.OfType<Paged>().Any())
        {
            Add(operation, "after", ParameterLocation.Query, "Where the page before ended; taken from its next link.", JsonSchemaType.String);
            Add(operation, "limit", ParameterLocation.Query, $"1 to {PageRequest.MaxLimit}; {PageRequest.DefaultLimit} when left out.", JsonSchemaType.Integer);
        }

        Illustrate(operation, Examples.Of(operation.OperationId));
        return Task.CompletedTask;
    }

    private static void Illustrate(OpenApiOperation operation, Example? example)
    {
        foreach (var content in operation.RequestBody?.Content?.Values ?? [])
            content.Example = example?.Request?.DeepClone();
        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var content in response.Content?.Values ?? [])
                content.Example = status[0] == '2' ? example?.Response?.DeepClone() : Examples.OfProblem(status);
        }
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation place, string description, JsonSchemaType type) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        });

    /// <summary>Types with a form of their own, which their converters do not tell.</summary>
    private static Task Shape(OpenApiSchema schema, JsonTypeInfo json)
    {
        // What may be null may be left out, and is where it is null.
        foreach (var property in json.Properties.Where(p => !p.IsRequired))
            schema.Required?.Remove(property.Name);
        var type = Nullable.GetUnderlyingType(json.Type) ?? json.Type;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = "^[A-Za-z0-9][a-z0-9.~-]*$";
            schema.MaxLength = Id.MaxLength;
        }
        else if (type == typeof(DueRule) || type == typeof(StepYears))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description = "As docs/templates.md describes it.";
        }

        return Task.CompletedTask;
    }
}

/// <summary>Marks an endpoint that answers a page.</summary>
internal sealed record Paged;

/// <param name="Request">Null when there is no body.</param>
internal sealed record Example(JsonNode? Request, JsonNode? Response);
