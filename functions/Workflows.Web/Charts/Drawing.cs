namespace Workflows.Web.Charts;

/// <summary>Marks on a plain, from the one drawn first to the one on top; x to the right and y down, in pixels.</summary>
internal sealed record Drawing(int Width, int Height, IReadOnlyList<Mark> Marks);

internal abstract record Mark(Ink Ink)
{
    public sealed record Stroke(IReadOnlyList<Spot> Points, Ink Ink) : Mark(Ink);

    public sealed record Bar(Spot Corner, double Width, double Height, Ink Ink) : Mark(Ink);

    public sealed record Dot(Spot Middle, double Radius, Ink Ink) : Mark(Ink);

    /// <param name="At">On the line that the letters stand on.</param>
    public sealed record Words(string Text, Spot At, Anchor Anchor, Ink Ink) : Mark(Ink);
}

internal readonly record struct Spot(double X, double Y);

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>What a mark means, which decides how it looks.</summary>
internal enum Ink
{
    Grid,
    Axis,
    Value,
    Target,
    Baseline,
    Break,
    Label,
    Number,
}

/// <summary>How an ink looks on paper. On a page the style sheet may say otherwise, by the class of the same name.</summary>
/// <param name="Dash">Lengths of dash and gap; null for an unbroken line.</param>
internal sealed record Look(string Colour, double Width, (double Dash, double Gap)? Dash)
{
    public static Look Of(Ink ink) => ink switch
    {
        Ink.Grid => new("#b6bec7", 1, null),
        Ink.Axis => new("#59636e", 1.5, null),
        Ink.Value => new("#0b4f9e", 2.5, null),
        Ink.Target => new("#0b5d34", 2, (6, 4)),
        Ink.Baseline => new("#6b4700", 2, (2, 4)),
        Ink.Break => new("#a4161a", 1.5, (4, 3)),
        Ink.Label => new("#4a525c", 1.2, null),
        Ink.Number => new("#14181d", 1.2, null),
        _ => throw new InvalidOperationException($"Nothing draws with {ink}."),
    };
}
