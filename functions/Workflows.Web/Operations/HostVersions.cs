using System.Reflection;
using System.Runtime.InteropServices;

namespace Workflows.Web.Operations;

/// <summary>What runs here, for whoever asks for help.</summary>
/// <param name="Storage">What the records are kept in, by its product's name.</param>
/// <param name="Schema">The shape of what is stored; empty where it has none.</param>
public sealed record HostVersions(string Storage, string Schema)
{
    public static string Program { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static string Runtime => RuntimeInformation.FrameworkDescription;
}
