using System.Globalization;
using System.Text;

namespace Workflows.Core.Ports;

/// <summary>Makes a file name out of whatever an upload calls itself.</summary>
public static class DocumentName
{
    /// <summary>The longest name in bytes of UTF-8 that common file systems take.</summary>
    public const int MaxBytes = 255;

    private const string Nameless = "document";

    /// <summary>
    /// The last part of the path, without control characters and without the marks that turn the direction of text (they make
    /// <c>exe.pdf</c> out of <c>fdp.exe</c>). A long name loses its middle, never its extension. Letters of any script stay.
    /// </summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (IsReadable(rune))
                kept.Append(rune.ToString());
        }

        var clean = kept.ToString().Trim(' ', '.');
        return clean.Length == 0 ? Nameless : Shorten(clean);
    }

    // Format characters are the direction marks and the invisible joiners; what no UTF-16 can hold becomes the replacement character.
    private static bool IsReadable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
        && rune != Rune.ReplacementChar;

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && Encoding.UTF8.GetByteCount(name[dot..]) <= MaxBytes / 8 ? name[dot..] : "";
        return FirstBytes(name[..^extension.Length], MaxBytes - Encoding.UTF8.GetByteCount(extension)).TrimEnd(' ', '.') + extension;
    }

    private static string FirstBytes(string text, int most)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            most -= rune.Utf8SequenceLength;
            if (most < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
