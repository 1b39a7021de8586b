using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Workflows.Core.Templates;

namespace Workflows.Web.Api;

/// <summary>The names of kinds of steps, as templates write them.</summary>
internal static class StepKinds
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(StepKind)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    public static string NameOf(StepKind kind) => Names[kind.GetType()];
}
