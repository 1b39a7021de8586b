using YamlDotNet.Core;

namespace Workflows.Web.Files;

/// <summary>Says in plain words why a text is not YAML, and what to do about it.</summary>
internal static class YamlSyntax
{
    /// <summary>The message of a problem that the parser has no words for.</summary>
    public const string Unreadable = "unreadable";

    private const string SecondColon = "a second colon in one value: put a text that holds ': ' in double quotes, and indent each key "
        + "as its neighbours";

    /// <summary>Parts of the parser's messages, with what people have usually done when they appear.</summary>
    private static readonly (string Sign, string Advice)[] Advices =
    [
        ("escape", "an unknown escape after \\: write \\\\ for a backslash, or use single quotes"),
        ("quoted scalar", "a quotation mark is not closed: close it, and put a text that holds \" between single quotes"),
        (Unreadable, "what follows cannot be read: indent what stands in brackets further than its key, and put a text with special "
            + "signs in double quotes"),
        ("mapping values are not allowed", SecondColon),
        ("invalid mapping", SecondColon),
        ("flow sequence", "a list is not closed: end it with ], with commas between its elements"),
        ("flow mapping", "a group is not closed: end it with }, with commas between its keys"),
        ("cannot start any token", "a text cannot begin with this sign: put it in double quotes"),
        ("expected key", "the line does not fit those above: indent it as its neighbours, with one space after each colon, and put a "
            + "text that holds quotes between single quotes"),
        ("'-' indicator", "the line does not fit the list above: begin it with - at the same indentation"),
        ("expected ':'", "a colon is missing: write key: value, with one space after the colon"),
        ("document start", "something stands outside the document: remove it, or indent it as the lines above"),
    ];

    /// <param name="bracket">The innermost bracket that is open where the parser stopped, if any.</param>
    public static (int Line, int Column, string Message) Explain(YamlException problem, string text, Mark? bracket)
    {
        var (line, column) = ((int)problem.Start.Line, (int)problem.Start.Column);
        if (IndentedByTab(text, line) is { } tab && (tab == line || Has(problem, "tab")))
        {
            return (tab, 1, "a tab in the indentation: indent with spaces");
        }

        // A bracket that is never closed is noticed at the end of the file; it is of more use to know where it was opened.
        if (Has(problem, "parsing a flow") && bracket is { } opened)
        {
            (line, column) = ((int)opened.Line, (int)opened.Column);
        }

        var advice = Advices.FirstOrDefault(a => Has(problem, a.Sign)).Advice
            ?? $"this is not YAML ({problem.Message.TrimEnd('.')}): check quotes, brackets, colons and indentation here and just above";
        return (line, column, advice);
    }

    private static bool Has(YamlException problem, string sign) => problem.Message.Contains(sign, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first line, from this one on, that is indented by a tab.</summary>
    private static int? IndentedByTab(string text, int from)
    {
        var number = 1;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (number >= from && line[..^line.TrimStart().Length].Contains('\t'))
            {
                return number;
            }

            number++;
        }

        return null;
    }
}
