using System.Text.RegularExpressions;

namespace Workflows.Web.Operations;

/// <summary>What servers say of a mail often names its recipient, who is nobody's business there.</summary>
internal static partial class Addresses
{
    public static string Removed(string text) => Address().Replace(text, "(address)");

    [GeneratedRegex(@"[^\s<>""']+@[^\s<>""']+")]
    private static partial Regex Address();
}
