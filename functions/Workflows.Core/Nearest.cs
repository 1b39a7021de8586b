namespace Workflows.Core;

/// <summary>Guesses which known word was meant by a misspelt one.</summary>
public static class Nearest
{
    private const int MaxListed = 30;

    /// <summary>The end of a message about an unknown word: the word that was probably meant, or all the words there are.</summary>
    /// <returns>Such as <c>did you mean 'title'?</c> or <c>use one of first, last</c>.</returns>
    public static string Advice(string word, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        return (To(word, all), all.Count) switch
        {
            ({ } meant, _) => $"did you mean '{meant}'?",
            (null, 0) => "there are none here, so remove it",
            (null, 1) => $"use {all[0]}",
            (null, <= MaxListed) => $"use one of {string.Join(", ", all)}",
            (null, _) => $"use one of the {all.Count} there are, such as {string.Join(", ", all.Take(MaxListed))}",
        };
    }

    /// <summary>The known word that is at most a third of its letters away, or null.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Where(candidate => Math.Abs(candidate.Length - word.Length) <= Reach(candidate))
        .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(guess => guess.distance <= Reach(guess.candidate))
        .OrderBy(guess => guess.distance)
        .Select(guess => guess.candidate)
        .FirstOrDefault();

    private static int Reach(string word) => Math.Max(1, word.Length / 3);

    /// <summary>How many letters have to be inserted, removed, replaced or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                table[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                        table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[from.Length, to.Length];
    }
}
