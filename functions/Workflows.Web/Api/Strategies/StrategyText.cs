using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Workflows.Core.Strategies;
using Workflows.Web.Files;

namespace Workflows.Web.Api;

/// <summary>A strategy as the file format of <c>docs/templates.md</c>, in YAML or JSON.</summary>
internal readonly record struct StrategyText(ReadOnlyMemory<byte> Bytes) : IEndpointParameterMetadataProvider
{
    private const string FileName = "body";
    private static readonly string[] MediaTypes = ["application/yaml", "text/yaml", "application/json"];

    /// <summary>The strategy, beginning in another year where one is given; or all that is wrong with it.</summary>
    public (Strategy? Strategy, ProblemResult? Problem) Read(TemplateLibrary library, int? firstYear)
    {
        var file = StrategyFile.Read(FileName, new MemoryStream(Bytes.ToArray()), library.Templates);
        if (!file.IsValid)
            return (null, Invalid([.. file.Faults.Select(ProblemError.Of)]));
        if (firstYear is not { } year)
            return (file.Value, null);
        var moved = file.Value.BeginningIn(year);
        var faults = StrategyCheck.Faults(moved, library.Templates);
        return faults.Count == 0
            ? (moved, null)
            : (null, Invalid([.. faults.Select(f => new ProblemError(FileName, 1, 1, f.Path, f.Message))]));
    }

    public static async ValueTask<StrategyText> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !MediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            throw new RequestRefused(new("media-type.unsupported", $"Send the strategy as one of: {string.Join(", ", MediaTypes)}."));
        }

        return new(await RequestBody.Read(context));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(MediaTypes, typeof(string)));

    private static ProblemResult Invalid(IReadOnlyList<ProblemError> errors) => new(
        new("strategy.invalid", $"The strategy has {errors.Count} fault(s), the first: {errors[0].Key}: {errors[0].Message}. Correct them and send it again."),
        errors);
}
