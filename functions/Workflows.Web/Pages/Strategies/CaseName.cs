using System.Text;

namespace Workflows.Web.Pages.Strategies;

/// <summary>A case's name becomes part of its id: Bulgarian letters are written in Latin ones, as the Transliteration Act lays down.</summary>
internal static class CaseName
{
    private const int Longest = 40;

    private static readonly Dictionary<char, string> Latin = new()
    {
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "e", ['ж'] = "zh", ['з'] = "z", ['и'] = "i", ['й'] = "y",
        ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s", ['т'] = "t", ['у'] = "u",
        ['ф'] = "f", ['х'] = "h", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh", ['щ'] = "sht", ['ъ'] = "a", ['ь'] = "y", ['ю'] = "yu", ['я'] = "ya",
    };

    /// <returns>Null when nothing is left of it.</returns>
    public static string? Of(string typed)
    {
        var name = new StringBuilder();
        foreach (var letter in typed.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(letter);
            else if (Latin.TryGetValue(letter, out var latin))
                name.Append(latin);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }

        var text = name.ToString().Trim('-');
        return text.Length == 0 ? null : text.Length <= Longest ? text : text[..Longest].Trim('-');
    }
}
