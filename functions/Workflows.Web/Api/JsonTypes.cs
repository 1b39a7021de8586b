using System.Text.Json.Serialization.Metadata;

namespace Workflows.Web.Api;

/// <summary>What stands where in a body.</summary>
internal static class JsonTypes
{
    /// <summary>The type asked for at a place such as <c>answer/members/#2/name</c>; null when nothing is known there.</summary>
    public static Type? At(Type root, string key)
    {
        var type = root;
        foreach (var part in key.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var info = ApiJson.Options.GetTypeInfo(type);
            var next = info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary ? info.ElementType : PropertyOf(info, part);
            if (next is null)
                return null;
            type = Nullable.GetUnderlyingType(next) ?? next;
        }

        return type;
    }

    /// <summary>Of the type itself or of one of its cases.</summary>
    private static Type? PropertyOf(JsonTypeInfo info, string name) =>
        (info.PolymorphismOptions?.DerivedTypes.Select(d => ApiJson.Options.GetTypeInfo(d.DerivedType)) ?? [])
            .Prepend(info)
            .SelectMany(i => i.Properties)
            .FirstOrDefault(p => p.Name == name)?.PropertyType;
}
