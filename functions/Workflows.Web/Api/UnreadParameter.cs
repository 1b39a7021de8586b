using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Workflows.Web.Api;

/// <summary>
/// Which optional parameter of a request could not be read. The code generated for the routes refuses such a request without saying why;
/// of required parameters it says so itself.
/// </summary>
internal static class UnreadParameter
{
    /// <summary>What is wrong, in the words of ASP.NET Core; null when every optional parameter can be read.</summary>
    public static string? In(HttpContext context)
    {
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (!parameter.IsOptional || !parameter.HasTryParse || Sent(context.Request, parameter.Name) is not { Length: > 0 } text)
                continue;
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            if (!CanRead(type, text))
                return $"Failed to bind parameter \"{parameter.Name}\" from \"{text}\".";
        }

        return null;
    }

    private static string? Sent(HttpRequest request, string name) =>
        request.RouteValues.TryGetValue(name, out var part) ? part?.ToString() : request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static bool CanRead(Type type, string text)
    {
        var tryParse = type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider), type.MakeByRefType()]);
        if (tryParse is not null)
            return (bool)tryParse.Invoke(null, [text, CultureInfo.InvariantCulture, null])!;
        var plain = type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), type.MakeByRefType()]);
        return plain is not null ? (bool)plain.Invoke(null, [text, null])! : TypeDescriptor.GetConverter(type).IsValid(text);
    }
}
