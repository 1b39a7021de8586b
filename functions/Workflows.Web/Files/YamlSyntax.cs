using YamlDotNet.Core;

namespace Workflows.Web.Files;

/// <summary>Says in plain words why a text is not YAML, and what to do about it.</summary>
internal static class YamlSyntax
{
    /// <summary>Parts of the parser's messages, with what people have usually done when they appear.</summary>
    private static readonly (string Sign, string Advice)[] Advices =
    [
        ("quoted scalar", "a quotation mark is not closed: close it, and put a text that holds \" between single quotes"),
        ("mapping values are not allowed", "a second colon on one line: put a text that holds ': ' in double quotes"),
        ("flow sequence", "a list is not closed: end it with ], with commas between its elements"),
        ("flow mapping", "a group is not closed: end it with }, with commas between its keys"),
        ("cannot start any token", "a text cannot begin with this sign: put it in double quotes"),
        ("expected key", "the line does not fit those above: indent it as its neighbours, with one space after each colon, and put a text that holds quotes between single quotes"),
        ("'-' indicator", "the line does not fit the list above: begin it with - at the same indentation"),
        ("expected ':'", "a colon is missing: write key: value, with one space after the colon"),
        ("document start", "something stands outside the document: remove it, or indent it as the lines above"),
        ("escape", "an unknown escape after \\: write \\\\ for a backslash, or use single quotes"),
    ];

    public static string Explain(YamlException problem, string text, int line) =>
        HasTabIndent(text, line) ? "a tab in the indentation: indent with spaces"
        : Advices.FirstOrDefault(a => problem.Message.Contains(a.Sign, StringComparison.OrdinalIgnoreCase)).Advice
            ?? $"this is not YAML ({problem.Message.TrimEnd('.')}): check quotes, brackets, colons and indentation here and just above";

    private static bool HasTabIndent(string text, int line)
    {
        var at = text.AsSpan();
        for (var current = 1; current < line; current++)
        {
            var end = at.IndexOf('\n');
            if (end < 0)
            {
                return false;
            }

            at = at[(end + 1)..];
        }

        foreach (var c in at)
        {
            if (c is '\t')
            {
                return true;
            }

            if (c is not ' ' and not '-')
            {
                return false;
            }
        }

        return false;
    }
}
