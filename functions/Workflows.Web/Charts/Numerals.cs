namespace Workflows.Web.Charts;

/// <summary>
/// Numbers as strokes, so that a picture is the same on every machine: a server has no fonts as a rule, and shipping one for twelve signs
/// would not be worth it.
/// </summary>
internal static class Numerals
{
    // On a grid of 4 by 6, from the upper left corner.
    private const double Unit = 1.6, Advance = 8;

    /// <exception cref="ArgumentException">Something else than a number is written.</exception>
    public static IEnumerable<IReadOnlyList<Spot>> Strokes(Mark.Words words)
    {
        var left = words.At.X - words.Text.Length * Advance * (words.Anchor switch { Anchor.Start => 0, Anchor.Middle => 0.5, _ => 1 });
        foreach (var (i, sign) in words.Text.Index())
        {
            foreach (var stroke in Of(sign).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return [.. Enumerable.Range(0, stroke.Length / 2).Select(p => new Spot(
                    left + i * Advance + (stroke[2 * p] - '0') * Unit, words.At.Y + (stroke[2 * p + 1] - '6') * Unit))];
            }
        }
    }

    private static string Of(char sign) => sign switch
    {
        '0' => "103041453616050110",
        '1' => "022026 0646",
        '2' => "01103041420646",
        '3' => "01103041423313 334445361605",
        '4' => "36300444",
        '5' => "40000313334445361605",
        '6' => "4130100105163645443303",
        '7' => "004016",
        '8' => "103041423313020110 1304051636454433",
        '9' => "4313020110304145361605",
        '-' or '−' => "0343",
        ',' => "2516",
        '.' => "2526",
        ' ' or '\u00a0' => "",
        _ => throw new ArgumentException($"No number has the sign '{sign}'."),
    };
}
