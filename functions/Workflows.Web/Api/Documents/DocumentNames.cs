using System.Globalization;
using Workflows.Core;

namespace Workflows.Web.Api;

/// <summary>What a document may be called: letters of any script, no path, and nothing invisible that makes a name look like another.</summary>
internal static class DocumentNames
{
    public const int MaxLength = 200;

    public static Rejection? Check(string name) =>
        name.Length is 0 or > MaxLength || string.IsNullOrWhiteSpace(name) || name.Trim('.', ' ').Length == 0
            ? new("document.name", $"A document's name has 1 to {MaxLength} characters, such as report.pdf.")
            : name.IndexOfAny(['/', '\\', ':']) >= 0
                ? new("document.name", "A document's name holds no path. Leave out '/', '\\' and ':'.")
                : name.EnumerateRunes().Any(r => System.Text.Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || r == System.Text.Rune.ReplacementChar)
                    ? new("document.name", "A document's name holds a control character or a mark that turns the direction of text. Type it anew.")
                    : null;
}
