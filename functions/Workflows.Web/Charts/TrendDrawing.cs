using Workflows.Web.Pages;

namespace Workflows.Web.Charts;

/// <summary>Draws a trend: the baseline across, the targets dashed, the values on top, broken where they cannot be held together.</summary>
internal static class TrendDrawing
{
    private const int Top = 22, Bottom = 28, Right = 14, Digit = 8;

    public static Drawing Of(TrendChart chart, ChartSize size)
    {
        var axis = ValueAxis.Over([.. chart.Points.SelectMany(p => new[] { p.Value, p.Target }).Append(chart.Baseline).OfType<decimal>()]);
        var marks = axis.Marks.Select(m => (Value: m, Text: Figures.Number(m, chart.Language))).ToList();
        var plot = new Plot(size, axis, marks.Max(m => m.Text.Length) * Digit + 12, chart.Points.Count);
        return new(size.Width, size.Height,
        [
            .. marks.SelectMany(m => Grid(plot, m.Value, m.Text)),
            .. chart.Points.Select((p, i) => new Mark.Words($"{p.Year}", new(plot.X(i), size.Height - 8), Anchor.Middle, Ink.Label)),
            .. Baseline(plot, chart.Baseline),
            .. chart.Points.SelectMany((p, i) => p.Break ? [Down(plot, i)] : Array.Empty<Mark>()),
            .. chart.Form is TrendForm.Bars ? Bars(plot, chart.Points) : [],
            .. Runs(chart.Points, p => p.Target, breaks: false).SelectMany(run => Line(plot, run, Ink.Target, 3)),
            .. chart.Form is TrendForm.Line ? Runs(chart.Points, p => p.Value, breaks: true).SelectMany(run => Line(plot, run, Ink.Value, 4)) : [],
            .. size.WithValues ? Numbers(plot, chart) : [],
        ]);
    }

    private static IEnumerable<Mark> Grid(Plot plot, decimal value, string text)
    {
        yield return new Mark.Stroke([new(plot.Left, plot.Y(value)), new(plot.Width - Right, plot.Y(value))], value == 0 ? Ink.Axis : Ink.Grid);
        yield return new Mark.Words(text, new(plot.Left - 6, plot.Y(value) + 5), Anchor.End, Ink.Label);
    }

    private static IEnumerable<Mark> Baseline(Plot plot, decimal? baseline)
    {
        if (baseline is not { } value)
            yield break;
        yield return new Mark.Stroke([new(plot.Left, plot.Y(value)), new(plot.Width - Right, plot.Y(value))], Ink.Baseline);
        yield return new Mark.Dot(new(plot.Left, plot.Y(value)), 5, Ink.Baseline);
    }

    /// <summary>Between a year and the one before.</summary>
    private static Mark.Stroke Down(Plot plot, int index)
    {
        var x = plot.X(index) - plot.Slot / 2;
        return new Mark.Stroke([new(x, Top - 8), new(x, plot.Floor)], Ink.Break);
    }

    private static IEnumerable<Mark> Bars(Plot plot, IReadOnlyList<TrendPoint> points)
    {
        var width = plot.Slot * 0.55;
        foreach (var (i, point) in points.Index())
        {
            if (point.Value is not { } value)
                continue;
            var (zero, end) = (plot.Y(0), plot.Y(value));
            yield return new Mark.Bar(new(plot.X(i) - width / 2, Math.Min(zero, end)), width, Math.Abs(zero - end), Ink.Value);
        }
    }

    private static IEnumerable<Mark> Line(Plot plot, List<(int Index, decimal Value)> run, Ink ink, double dot)
    {
        var spots = run.Select(p => new Spot(plot.X(p.Index), plot.Y(p.Value))).ToList();
        if (spots.Count > 1)
            yield return new Mark.Stroke(spots, ink);
        foreach (var spot in spots)
            yield return new Mark.Dot(spot, dot, ink);
    }

    private static IEnumerable<Mark> Numbers(Plot plot, TrendChart chart)
    {
        foreach (var (i, point) in chart.Points.Index())
        {
            if (point.Value is { } value)
                yield return new Mark.Words(Figures.Number(value, chart.Language), new(plot.X(i), NumberAt(plot, chart, point, value)), Anchor.Middle, Ink.Number);
        }
    }

    /// <summary>Above its mark; below it where a target or the baseline would run through the number. A bar has no room below.</summary>
    private static double NumberAt(Plot plot, TrendChart chart, TrendPoint point, decimal value)
    {
        const int Above = 9, Below = 19, Height = 14;
        var mark = plot.Y(Math.Max(0, value));
        var isCrossed = new[] { point.Target, chart.Baseline }.OfType<decimal>().Select(plot.Y).Any(y => y < mark && y > mark - Above - Height);
        return chart.Form is TrendForm.Line && isCrossed && mark + Below < plot.Floor ? mark + Below : mark - Above;
    }

    /// <summary>Stretches of neighbouring years that a line may join.</summary>
    private static List<List<(int Index, decimal Value)>> Runs(IReadOnlyList<TrendPoint> points, Func<TrendPoint, decimal?> of, bool breaks)
    {
        var runs = new List<List<(int, decimal)>>();
        var joined = false;
        foreach (var (i, point) in points.Index())
        {
            if (of(point) is not { } value)
            {
                joined = false;
                continue;
            }

            if (!joined || (breaks && point.Break))
                runs.Add([]);
            runs[^1].Add((i, value));
            joined = true;
        }

        return runs;
    }

    private sealed record Plot(ChartSize Size, ValueAxis Axis, double Left, int Count)
    {
        public double Width => Size.Width;

        public double Floor => Size.Height - Bottom;

        public double Slot => (Width - Right - Left) / Math.Max(1, Count);

        public double X(int index) => Left + Slot * (index + 0.5);

        public double Y(decimal value) => Floor - Axis.Share(value) * (Floor - Top);
    }
}
