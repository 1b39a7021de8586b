namespace Workflows.Web.Tests.Mail;

/// <summary>Reads iCalendar text as RFC 5545 §3.1 and §3.3.11 say.</summary>
internal static class Ical
{
    public static IReadOnlyList<string> Unfold(string text) =>
        text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public static string Value(IReadOnlyList<string> lines, string name) =>
        lines.Single(l => l.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..];

    /// <summary>The text value of a line.</summary>
    public static string Text(string line)
    {
        var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] == '\\';
            var c = escaped ? value[++i] : value[i];
            text.Append(escaped && c is ('n' or 'N') ? '\n' : c);
        }

        return text.ToString();
    }
}
