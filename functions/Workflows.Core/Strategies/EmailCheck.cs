namespace Workflows.Core.Strategies;

/// <summary>Tells an e-mail address from a slip of the pen. Whether anybody reads it, only a mail can tell.</summary>
internal static class EmailCheck
{
    /// <summary>RFC 5321 §4.5.3.1: octets before the at sign, and of the whole address in a path.</summary>
    private const int MostBefore = 64, Most = 254;

    public static bool IsPlausible(string address)
    {
        var at = address.IndexOf('@');
        return at is > 0 and <= MostBefore
            && address.Length <= Most
            && Parts(address[..at]).All(part => part.Length > 0 && part.All(IsOfLocalPart))
            && Parts(address[(at + 1)..]) is { Length: >= 2 } labels
            && labels.All(IsLabel)
            && labels[^1].Any(char.IsAsciiLetter);
    }

    private static string[] Parts(string text) => text.Split('.');

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= 63 } && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsOfLocalPart(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c);
}
