namespace Workflows.Web.Charts;

/// <summary>Round numbers that the values lie between. Zero is always one of them: a cut axis makes small changes look large.</summary>
/// <param name="Step">Between two of them.</param>
internal sealed record ValueAxis(decimal From, decimal To, decimal Step)
{
    private const int MostSteps = 5;

    public IEnumerable<decimal> Marks
    {
        get
        {
            for (var mark = From; mark <= To; mark += Step)
                yield return mark;
        }
    }

    public static ValueAxis Over(IReadOnlyCollection<decimal> values)
    {
        var (least, most) = (Math.Min(0, values.DefaultIfEmpty().Min()), Math.Max(0, values.DefaultIfEmpty().Max()));
        if (least == most)
            return new(0, 1, 1);
        var step = RoundUp((most - least) / MostSteps);
        return new(Math.Floor(least / step) * step, Math.Ceiling(most / step) * step, step);
    }

    /// <summary>How far along the axis a value lies: 0 at its beginning, 1 at its end.</summary>
    public double Share(decimal value) => (double)((value - From) / (To - From));

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static decimal RoundUp(decimal least)
    {
        var power = 1m;
        while (power * 10 <= least)
            power *= 10;
        while (power > least && power > 0.000001m)
            power /= 10;
        return power >= least ? power : 2 * power >= least ? 2 * power : 5 * power >= least ? 5 * power : 10 * power;
    }
}
