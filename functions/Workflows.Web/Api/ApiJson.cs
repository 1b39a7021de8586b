using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Core.Engine;

namespace Workflows.Web.Api;

/// <summary>
/// JSON as the API reads and writes it: camelCase, enum values in kebab-case, <c>kind</c> anywhere in its object. Nothing unknown, doubled or
/// missing is let through; only what may be null may be left out.
/// </summary>
internal static class ApiJson
{
    private const int MaxDepth = 32;

    public static JsonSerializerOptions Options { get; } = Make();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowOutOfOrderMetadataProperties = true;
        options.AllowDuplicateProperties = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.MaxDepth = MaxDepth;
        // Answers are JSON with its own media type and nosniff, never part of a page: Cyrillic and quotes need not be escaped.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new KebabCaseEnums());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullableBeLeftOut } };
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static void LetNullableBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.IsRequired && property.AssociatedParameter is { IsNullable: true })
                property.IsRequired = false;
        }
    }
}
