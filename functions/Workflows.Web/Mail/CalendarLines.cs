using System.Text;

namespace Workflows.Web.Mail;

/// <summary>Content lines of RFC 5545 §3.1: escaped, folded after 75 octets, each ended by CRLF.</summary>
internal sealed class CalendarLines
{
    private const int MostOctets = 75;

    private readonly StringBuilder _text = new();

    /// <param name="name">With its parameters.</param>
    /// <param name="value">In the form of its type; text goes through <see cref="AddText"/>.</param>
    public CalendarLines Add(string name, string value)
    {
        Fold($"{name}:{value}");
        return this;
    }

    public CalendarLines AddText(string name, string text) => Add(name, Escape(text));

    /// <summary>§3.3.11. Other control characters than tab and line break are not allowed in text and are left out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append(c),
                _ when char.IsControl(c) => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A parameter's value in quotes; what may not stand in them is written as RFC 6868 says.</summary>
    public static string Quote(string text) =>
        $"\"{string.Concat(text.Where(c => !char.IsControl(c))).Replace("^", "^^", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal)}\"";

    public override string ToString() => _text.ToString();

    /// <summary>Breaks between characters, never inside the octets of one; the space that begins a folded line counts.</summary>
    private void Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
